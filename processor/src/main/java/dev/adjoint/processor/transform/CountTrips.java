package dev.adjoint.processor.transform;

import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Exprs;
import dev.adjoint.processor.ir.Function;
import dev.adjoint.processor.ir.Position;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Variables;
import dev.adjoint.processor.ir.Walk;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes loops of which the trips are known before loops that count them, where exact reversal is
 * switched off.
 *
 * <pre>
 * for (int i = 0; i &lt; n; i++) { … }   becomes   int i = 0; int trips = 0;
 *                                                while (i &lt; n) { … i++; trips++; }
 * </pre>
 */
public final class CountTrips {
  private final Variables variables;

  private CountTrips(Variables variables) {
    this.variables = variables;
  }

  public static Function in(Function function) {
    return function.withBody(new CountTrips(function.variables()).count(function.body()));
  }

  private Block count(Block block) {
    List<Stmt> result = new ArrayList<>();
    for (Stmt stmt : block.statements()) {
      Stmt mapped = Walk.map(stmt, expr -> expr, this::count);
      if (mapped instanceof Stmt.For loop) {
        count(loop, result);
      } else {
        result.add(mapped);
      }
    }
    return new Block(result);
  }

  private void count(Stmt.For loop, List<Stmt> out) {
    Variable trips = variables.fresh("trips", Type.Primitive.INT, Variable.Kind.TEMPORARY);
    out.add(new Stmt.Declare(loop.index(), loop.from(), loop.position()));
    out.add(new Stmt.Declare(trips, Expr.Literal.of(0), Position.NONE));
    List<Stmt> body = new ArrayList<>(loop.body().statements());
    body.add(add(loop.index(), loop.step()));
    body.add(add(trips, 1));
    Expr condition = Exprs.compare(loop.relation(), Expr.read(loop.index()), loop.bound());
    out.add(new Stmt.While(condition, new Block(body), trips, loop.position()));
  }

  private static Stmt add(Variable variable, int step) {
    Expr before = Expr.read(variable);
    Expr size = Expr.Literal.of(Math.abs(step));
    Expr after = step > 0 ? Exprs.intPlus(before, size) : Exprs.intMinus(before, size);
    return new Stmt.Assign(variable, after, Position.NONE);
  }
}
