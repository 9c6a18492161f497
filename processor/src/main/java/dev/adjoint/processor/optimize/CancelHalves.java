package dev.adjoint.processor.optimize;

import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Exprs;
import dev.adjoint.processor.ir.Operator;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Walk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Drops the half in an adjoint that is only ever multiplied by what is doubled: half the sum of
 * squares is what people minimize. The products are the same, unless one is too large or too small
 * for a number.
 *
 * <pre>
 * double sBar = -(t * 0.5);           double sBar = -t;
 * yBar[j] = sBar * (2 * y[j]);   becomes   yBar[j] = sBar * y[j];
 * </pre>
 */
final class CancelHalves {
  /** By adjoint that is half of something, what it is half of. */
  private final Map<Variable, Expr> wholes = new HashMap<>();

  private CancelHalves(Block whole) {
    Map<Variable, Integer> reads = new HashMap<>();
    Map<Variable, Integer> products = new HashMap<>();
    Set<Variable> declared = new HashSet<>();
    Walk.eachStatement(
        whole,
        stmt -> {
          if (stmt instanceof Stmt.Declare s && s.variable().isAdjoint() && s.value() != null) {
            Expr value = withoutHalf(s.value());
            if (value != null) {
              wholes.put(s.variable(), value);
            }
          }
        });
    if (wholes.isEmpty()) {
      return;
    }
    Walk.eachStatement(
        whole,
        stmt -> {
          Variable target = Walk.target(stmt);
          if (target != null && !(stmt instanceof Stmt.Declare && declared.add(target))) {
            wholes.remove(target); // It gets another value elsewhere.
          }
        });
    Walk.eachExpression(
        whole,
        expr -> {
          if (expr instanceof Expr.Read read) {
            reads.merge(read.variable(), 1, Integer::sum);
          } else if (factor(expr) != null) {
            products.merge(factor(expr), 1, Integer::sum);
          }
        });
    wholes
        .keySet()
        .removeIf(v -> !products.containsKey(v) || !products.get(v).equals(reads.get(v)));
  }

  static Block in(Block block) {
    CancelHalves pass = new CancelHalves(block);
    return pass.wholes.isEmpty() ? block : pass.cancel(block);
  }

  private Block cancel(Block block) {
    List<Stmt> result = new ArrayList<>();
    for (Stmt stmt : block.statements()) {
      Stmt mapped = Walk.map(stmt, this::cancel, this::cancel);
      result.add(
          mapped instanceof Stmt.Declare s && wholes.containsKey(s.variable())
              ? new Stmt.Declare(s.variable(), withoutHalf(s.value()), s.position(), s.note())
              : mapped);
    }
    return block.with(result);
  }

  private Expr cancel(Expr expr) {
    Expr mapped = Walk.mapParts(expr, this::cancel);
    Variable factor = factor(mapped);
    return factor != null && wholes.containsKey(factor)
        ? new Expr.Binary(
            Operator.TIMES,
            Expr.read(factor),
            FoldExact.doubled(((Expr.Binary) mapped).right()),
            Type.Primitive.DOUBLE)
        : mapped;
  }

  /** The variable that is multiplied by something doubled; null if an expression is no such. */
  private static @Nullable Variable factor(Expr expr) {
    return expr instanceof Expr.Binary product
            && product.operator() == Operator.TIMES
            && product.left() instanceof Expr.Read read
            && read.type() == Type.Primitive.DOUBLE
            && FoldExact.doubled(product.right()) != null
        ? read.variable()
        : null;
  }

  /** Twice an expression that has 0.5 for a factor; null if it has not. */
  private static @Nullable Expr withoutHalf(@Nullable Expr expr) {
    if (expr instanceof Expr.Unary negative && negative.operator() == Operator.NEGATE) {
      Expr operand = withoutHalf(negative.operand());
      return operand == null ? null : Exprs.negate(operand);
    } else if (expr instanceof Expr.Binary product && product.operator() == Operator.TIMES) {
      if (FoldExact.isHalf(product.right()) && product.left().type() == Type.Primitive.DOUBLE) {
        return product.left();
      }
      if (FoldExact.isHalf(product.left()) && product.right().type() == Type.Primitive.DOUBLE) {
        return product.right();
      }
      Expr left = withoutHalf(product.left());
      return left == null
          ? null
          : new Expr.Binary(Operator.TIMES, left, product.right(), Type.Primitive.DOUBLE);
    }
    return null;
  }
}
