package dev.adjoint.processor.optimize;

import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Operator;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Walk;
import java.util.ArrayList;
import java.util.List;

/**
 * Removes multiplications by one and additions of negated numbers, where the result is the same to
 * the bit for every number, NaN and infinities included. A multiplication by zero is not, and is
 * never removed.
 *
 * <pre>
 * 1.0 * x    becomes   x
 * 1.0 / x    becomes   1 / x
 * a + (-b)   becomes   a - b
 * </pre>
 */
final class FoldExact {
  private FoldExact() {}

  static Block in(Block block) {
    List<dev.adjoint.processor.ir.Stmt> result = new ArrayList<>();
    block.statements().forEach(stmt -> result.add(Walk.map(stmt, FoldExact::fold, FoldExact::in)));
    return new Block(result);
  }

  private static Expr fold(Expr expr) {
    Expr folded = Walk.mapParts(expr, FoldExact::fold);
    if (folded instanceof Expr.Binary e
        && e.operator() == Operator.PLUS
        && e.right() instanceof Expr.Unary negated
        && negated.operator() == Operator.NEGATE
        && e.type().isFloating()) {
      return new Expr.Binary(Operator.MINUS, e.left(), negated.operand(), e.type());
    } else if (folded instanceof Expr.Binary e && e.operator() == Operator.TIMES) {
      if (isOne(e.left()) && e.right().type().equals(e.type())) {
        return e.right();
      } else if (isOne(e.right()) && e.left().type().equals(e.type())) {
        return e.left();
      }
    } else if (folded instanceof Expr.Binary e
        && e.operator() == Operator.DIVIDE
        && isOne(e.left())
        && e.left().type() == Type.Primitive.DOUBLE
        && e.right().type() == Type.Primitive.DOUBLE) {
      return new Expr.Binary(Operator.DIVIDE, Expr.Literal.of(1), e.right(), e.type());
    }
    return folded;
  }

  private static boolean isOne(Expr expr) {
    return expr instanceof Expr.Literal literal
        && (literal.text().equals("1.0") || literal.text().equals("1f"));
  }
}
