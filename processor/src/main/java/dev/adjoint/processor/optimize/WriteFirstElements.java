package dev.adjoint.processor.optimize;

import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Exprs;
import dev.adjoint.processor.ir.Operator;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Walk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Lets the loop that is the first to add to an array of adjoints write its elements, instead of
 * adding to zeros.
 *
 * <pre>
 * double[] xBar = new double[n];
 * for (i…n) xBar[i] += e;          becomes   for (i…n) xBar[i] = e;
 * </pre>
 */
final class WriteFirstElements {
  private final Set<Variable> assigned = new HashSet<>();

  private WriteFirstElements(Block whole) {
    Walk.eachStatement(
        whole,
        stmt -> {
          if (stmt instanceof Stmt.Assign s) {
            assigned.add(s.variable());
          }
        });
  }

  static Block in(Block block) {
    return Walk.anyStatement(block, Scratch::isMade)
        ? new WriteFirstElements(block).write(block)
        : block;
  }

  private Block write(Block block) {
    List<Stmt> result = new ArrayList<>();
    Set<Variable> unused = new HashSet<>();
    for (Stmt stmt : block.statements()) {
      Stmt mapped = Walk.map(stmt, expr -> expr, this::write);
      if (!unused.isEmpty()) {
        Map<Variable, Integer> uses = new HashMap<>();
        Walk.eachStatement(
            mapped, s -> Walk.expressions(s).forEach(expr -> count(expr, unused, uses)));
        unused.removeAll(uses.keySet());
        uses.values().removeIf(times -> times != 2); // As an element, and in the sum.
        if (mapped instanceof Stmt.For loop && !uses.isEmpty()) {
          mapped = written(loop, uses.keySet());
        }
      }
      if (Scratch.isMade(mapped)) {
        unused.add(((Stmt.Declare) mapped).variable());
        unused.removeAll(assigned);
      }
      result.add(mapped);
    }
    return block.with(result);
  }

  /** Counts how often some arrays occur other than for their lengths. */
  private static void count(Expr expr, Set<Variable> arrays, Map<Variable, Integer> out) {
    if (expr instanceof Expr.Read read) {
      if (arrays.contains(read.variable())) {
        out.merge(read.variable(), 1, Integer::sum);
      }
    } else if (!(expr instanceof Expr.Length)) {
      Walk.parts(expr).forEach(part -> count(part, arrays, out));
    }
  }

  /** The loop with stores where trips add to an element of their own. */
  private static Stmt written(Stmt.For loop, Set<Variable> arrays) {
    List<Stmt> body = new ArrayList<>();
    for (Stmt stmt : loop.body().statements()) {
      body.add(
          stmt instanceof Stmt.Store s
                  && s.array() instanceof Expr.Read read
                  && arrays.contains(read.variable())
                  && s.index().equals(Expr.read(loop.index()))
              ? written(s)
              : stmt);
    }
    return Walk.map(loop, expr -> expr, old -> old.with(body));
  }

  private static Stmt.Store written(Stmt.Store s) {
    if (!(s.value() instanceof Expr.Binary sum)
        || (sum.operator() != Operator.PLUS && sum.operator() != Operator.MINUS)
        || !sum.left().equals(s.target())) {
      return s;
    }
    Expr value = sum.operator() == Operator.PLUS ? sum.right() : Exprs.negate(sum.right());
    return new Stmt.Store(s.array(), s.index(), value, s.position());
  }
}
