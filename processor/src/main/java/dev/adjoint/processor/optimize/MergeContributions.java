package dev.adjoint.processor.optimize;

import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Operator;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Walk;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes contributions that follow each other as one sum, in the same order.
 *
 * <pre>
 * double xBar = a; xBar += b;   becomes   double xBar = a + b;
 * </pre>
 */
final class MergeContributions {
  /** Longer sums read better one term a line. */
  private static final int LONGEST = 16;

  private MergeContributions() {}

  static Block in(Block block) {
    List<Stmt> result = new ArrayList<>();
    for (Stmt stmt : block.statements()) {
      Stmt mapped = Walk.map(stmt, expr -> expr, MergeContributions::in);
      Stmt merged = result.isEmpty() ? null : merge(result.get(result.size() - 1), mapped);
      if (merged == null) {
        result.add(mapped);
      } else {
        result.set(result.size() - 1, merged);
      }
    }
    return block.with(result);
  }

  private static @Nullable Stmt merge(Stmt first, Stmt second) {
    if (first instanceof Stmt.Declare declare
        && declare.value() != null
        && second instanceof Stmt.Assign assign
        && assign.variable().equals(declare.variable())
        && declare.position().equals(assign.position())
        && assign.value() instanceof Expr.Binary sum
        && (sum.operator() == Operator.PLUS || sum.operator() == Operator.MINUS)
        && sum.left().equals(Expr.read(declare.variable()))
        && declare.value().type().equals(sum.type())
        && !Walk.reads(sum.right(), declare.variable())
        && Walk.size(declare.value()) + Walk.size(sum.right()) <= LONGEST) {
      return new Stmt.Declare(
          declare.variable(),
          new Expr.Binary(sum.operator(), declare.value(), sum.right(), sum.type()),
          declare.position());
    }
    return null;
  }
}
