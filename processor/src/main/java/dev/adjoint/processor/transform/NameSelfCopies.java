package dev.adjoint.processor.transform;

import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Function;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Variables;
import dev.adjoint.processor.ir.Walk;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives a new array that is made from what a variable holds a name before the variable gets it, so
 * that the adjoints of the old and of the new one can be told apart.
 *
 * <pre>
 * u = new double[] {u[1], u[0]};   becomes   double[] u2 = {u[1], u[0]}; u = u2;
 * </pre>
 */
public final class NameSelfCopies {
  private final Variables variables;

  private NameSelfCopies(Variables variables) {
    this.variables = variables;
  }

  public static Function in(Function function) {
    return function.withBody(new NameSelfCopies(function.variables()).name(function.body()));
  }

  private Block name(Block block) {
    List<Stmt> result = new ArrayList<>();
    for (Stmt stmt : block.statements()) {
      if (stmt instanceof Stmt.Assign s
          && s.variable().type().holdsArrays()
          && copies(s.value(), s.variable())) {
        Variable made =
            variables.fresh(
                s.variable().name() + "Next", s.variable().type(), Variable.Kind.TEMPORARY);
        result.add(new Stmt.Declare(made, s.value(), s.position()));
        result.add(new Stmt.Assign(s.variable(), Expr.read(made), s.position()));
      } else {
        result.add(Walk.map(stmt, expr -> expr, this::name));
      }
    }
    return new Block(result);
  }

  /** Whether a value has a new array with numbers from a variable. */
  private static boolean copies(Expr value, Variable variable) {
    boolean[] found = new boolean[1];
    Walk.each(
        value,
        part ->
            found[0] |=
                (part instanceof Expr.ArrayLiteral || part instanceof Expr.Call)
                    && Walk.reads(part).contains(variable));
    return found[0];
  }
}
