package dev.adjoint.processor.ir;

/** How tightly expressions bind when they are written down. */
public final class Precedence {
  /** What never needs parentheses. */
  public static final int PRIMARY = 15;

  /** Signs and casts. */
  public static final int UNARY = 13;

  /** {@code ? :}. */
  public static final int CONDITIONAL = 2;

  private Precedence() {}

  /** The level of an expression; higher binds tighter. */
  public static int of(Expr expr) {
    if (expr instanceof Expr.Binary binary) {
      return binary.operator().precedence();
    } else if (expr instanceof Expr.InstanceOf) {
      return Operator.LESS.precedence();
    } else if (expr instanceof Expr.Unary || expr instanceof Expr.Cast) {
      return UNARY;
    } else if (expr instanceof Expr.Conditional) {
      return CONDITIONAL;
    } else if (expr instanceof Expr.Literal literal && literal.text().startsWith("-")) {
      return UNARY;
    } else if (expr instanceof Expr.NewArray || expr instanceof Expr.ArrayLiteral) {
      return UNARY;
    }
    return PRIMARY;
  }
}
