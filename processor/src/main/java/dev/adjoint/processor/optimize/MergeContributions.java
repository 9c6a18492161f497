package dev.adjoint.processor.optimize;

import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Exprs;
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
 * double xBar = a; xBar += b;      becomes   double xBar = a + b;
 * xBar[i] = 0; xBar[i] += b;       becomes   xBar[i] = b;
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
    return first instanceof Stmt.Store clear && second instanceof Stmt.Store store
        ? merge(clear, store)
        : null;
  }

  private static @Nullable Stmt merge(Stmt.Store clear, Stmt.Store store) {
    if (clear.target().equals(store.target())
        && clear.array() instanceof Expr.Read array
        && array.variable().isAdjoint()
        && clear.value() instanceof Expr.Literal zero
        && zero.text().matches("0f?")
        && store.value() instanceof Expr.Binary sum
        && (sum.operator() == Operator.PLUS || sum.operator() == Operator.MINUS)
        && sum.left().equals(store.target())
        && Walk.reads(sum.right()).stream()
            .noneMatch(read -> read.isAdjoint() && read.type().holdsArrays())) {
      Expr value = sum.operator() == Operator.PLUS ? sum.right() : Exprs.negate(sum.right());
      return new Stmt.Store(store.array(), store.index(), value, store.position());
    }
    return null;
  }
}
