package dev.adjoint.processor.optimize;

import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Operator;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Walk;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Removes multiplications by one and gathers signs, where the result is the same to the bit for
 * every number, NaN and infinities included. A multiplication by zero is not, and is never removed.
 *
 * <pre>
 * 1.0 * x    becomes   x
 * 1.0 / x    becomes   1 / x
 * a + (-b)   becomes   a - b
 * -(-a * b)  becomes   a * b
 * new ValueAndGradient(v, g).gradient()   becomes   g
 * </pre>
 *
 * In adjoints moreover {@code 0.5 * (2 * x)} becomes {@code x}, which is the same unless one of the
 * products is too large or too small for a number.
 */
final class FoldExact {
  private FoldExact() {}

  static Block in(Block block) {
    List<Stmt> result = new ArrayList<>();
    for (Stmt stmt : block.statements()) {
      Variable target = Walk.target(stmt);
      boolean isAdjoint = target != null && target.isAdjoint();
      result.add(
          Walk.map(stmt, isAdjoint ? FoldExact::foldAdjoint : FoldExact::fold, FoldExact::in));
    }
    return block.with(result);
  }

  private static Expr foldAdjoint(Expr expr) {
    Expr folded = fold(expr);
    if (folded instanceof Expr.Binary product
        && product.operator() == Operator.TIMES
        && doubled(product.right()) != null) {
      Expr right = doubled(product.right());
      if (isHalf(product.left())) {
        return foldAdjoint(right);
      } else if (product.left() instanceof Expr.Binary left
          && left.operator() == Operator.TIMES
          && isHalf(left.right())) {
        return foldAdjoint(
            new Expr.Binary(Operator.TIMES, left.left(), right, Type.Primitive.DOUBLE));
      }
    }
    return Walk.mapParts(folded, FoldExact::foldAdjoint);
  }

  /** What is multiplied by 2; null if an expression is no such product. */
  static @Nullable Expr doubled(Expr expr) {
    return expr instanceof Expr.Binary twice
            && twice.operator() == Operator.TIMES
            && twice.left() instanceof Expr.Literal two
            && two.text().equals("2")
            && twice.right().type() == Type.Primitive.DOUBLE
        ? twice.right()
        : null;
  }

  static boolean isHalf(Expr expr) {
    return expr instanceof Expr.Literal half && half.text().equals("0.5");
  }

  private static Expr fold(Expr expr) {
    Expr folded = Walk.mapParts(expr, FoldExact::fold);
    if (folded instanceof Expr.Binary e && e.type().isFloating()) {
      return switch (e.operator()) {
        case PLUS -> foldSum(e);
        case TIMES -> foldProduct(e);
        case DIVIDE -> foldQuotient(e);
        default -> e;
      };
    }
    if (folded instanceof Expr.Component e && partOf(e) != null) {
      return partOf(e);
    }
    Expr operand = negated(folded);
    Expr positive = operand == null ? null : withoutSign(operand);
    return positive == null ? folded : positive;
  }

  /** A component of a record of the runtime that is made on the spot, and needs no more making. */
  private static @Nullable Expr partOf(Expr.Component e) {
    if (!(e.record() instanceof Expr.NewRecord made)
        || !(made.type() instanceof Type.Tree type)
        || !type.name().packageName().equals("dev.adjoint")) {
      return null;
    }
    boolean[] calls = new boolean[1];
    Walk.each(made, part -> calls[0] |= part instanceof Expr.Call);
    if (calls[0]) {
      return null; // Which may throw, or take something from a stack.
    }
    for (int i = 0; i < type.components().size(); i++) {
      if (type.components().get(i).name().equals(e.name())) {
        return made.arguments().get(i);
      }
    }
    return null;
  }

  private static Expr foldSum(Expr.Binary e) {
    Expr right = negated(e.right());
    return right == null ? e : new Expr.Binary(Operator.MINUS, e.left(), right, e.type());
  }

  private static Expr foldProduct(Expr.Binary e) {
    if (isOne(e.left()) && e.right().type().equals(e.type())) {
      return e.right();
    } else if (isOne(e.right()) && e.left().type().equals(e.type())) {
      return e.left();
    }
    return e;
  }

  private static Expr foldQuotient(Expr.Binary e) {
    if (isOne(e.left())
        && e.left().type() == Type.Primitive.DOUBLE
        && e.right().type() == Type.Primitive.DOUBLE) {
      return new Expr.Binary(Operator.DIVIDE, Expr.Literal.of(1), e.right(), e.type());
    }
    return e;
  }

  /** The negation of what starts with a sign; null if it does not. */
  private static @Nullable Expr withoutSign(Expr expr) {
    if (expr instanceof Expr.Binary e
        && e.type().isFloating()
        && (e.operator() == Operator.TIMES || e.operator() == Operator.DIVIDE)) {
      Expr left = withoutSign(e.left());
      return left == null ? null : new Expr.Binary(e.operator(), left, e.right(), e.type());
    }
    return negated(expr);
  }

  /** What a negation negates; null if the expression is none. */
  private static @Nullable Expr negated(Expr expr) {
    return expr instanceof Expr.Unary unary
            && unary.operator() == Operator.NEGATE
            && unary.type().isFloating()
            && unary.operand().type().equals(unary.type())
        ? unary.operand()
        : null;
  }

  private static boolean isOne(Expr expr) {
    return expr instanceof Expr.Literal literal
        && (literal.text().equals("1.0")
            || literal.text().equals("1f")
            || literal.text().equals("1"));
  }
}
