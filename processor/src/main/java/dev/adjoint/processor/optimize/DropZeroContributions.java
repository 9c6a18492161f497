package dev.adjoint.processor.optimize;

import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Operator;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Walk;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Drops contributions of adjoints that got none themselves. Such a zero is ours, not a number of
 * the user's, so nothing is lost by not adding it.
 *
 * <pre>
 * double pBar = 0; xBar += pBar;   becomes   double pBar = 0;
 * </pre>
 */
final class DropZeroContributions {
  private final Set<Variable> zeros;

  private DropZeroContributions(Set<Variable> zeros) {
    this.zeros = zeros;
  }

  static Block in(Block block) {
    Set<Variable> zeros = new HashSet<>();
    Set<Variable> others = new HashSet<>();
    Walk.eachStatement(
        block,
        stmt -> {
          if (stmt instanceof Stmt.Declare s && s.variable().isAdjoint()) {
            (isZero(s.value()) ? zeros : others).add(s.variable());
          } else if (stmt instanceof Stmt.Assign s) {
            others.add(s.variable());
          }
        });
    zeros.removeAll(others);
    return zeros.isEmpty() ? block : new DropZeroContributions(zeros).drop(block);
  }

  private static boolean isZero(Expr value) {
    return value instanceof Expr.Literal literal && literal.text().matches("0f?");
  }

  private Block drop(Block block) {
    List<Stmt> result = new ArrayList<>();
    for (Stmt stmt : block.statements()) {
      if (!addsZero(stmt)) {
        result.add(Walk.map(stmt, expr -> expr, this::drop));
      }
    }
    return new Block(result);
  }

  private boolean addsZero(Stmt stmt) {
    Expr target = null;
    Expr value = null;
    if (stmt instanceof Stmt.Assign s && s.variable().isAdjoint()) {
      target = Expr.read(s.variable());
      value = s.value();
    } else if (stmt instanceof Stmt.Store s && isAdjoint(s)) {
      target = s.target();
      value = s.value();
    }
    return value instanceof Expr.Binary sum
        && (sum.operator() == Operator.PLUS || sum.operator() == Operator.MINUS)
        && sum.left().equals(target)
        && sum.right() instanceof Expr.Read read
        && zeros.contains(read.variable());
  }

  private static boolean isAdjoint(Stmt.Store store) {
    return Walk.base(store.array()).stream()
        .allMatch(base -> base.isAdjoint() || base.kind() == Variable.Kind.SHADOW);
  }
}
