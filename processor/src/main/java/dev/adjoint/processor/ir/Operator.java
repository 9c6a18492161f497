package dev.adjoint.processor.ir;

/** Java's operators on values, with their precedence (higher binds tighter). */
public enum Operator {
  NEGATE("-", 13),
  IDENTITY("+", 13),
  NOT("!", 13),
  COMPLEMENT("~", 13),
  TIMES("*", 12),
  DIVIDE("/", 12),
  REMAINDER("%", 12),
  PLUS("+", 11),
  MINUS("-", 11),
  SHIFT_LEFT("<<", 10),
  SHIFT_RIGHT(">>", 10),
  SHIFT_RIGHT_UNSIGNED(">>>", 10),
  LESS("<", 9),
  LESS_EQUAL("<=", 9),
  GREATER(">", 9),
  GREATER_EQUAL(">=", 9),
  EQUAL("==", 8),
  NOT_EQUAL("!=", 8),
  AND("&", 7),
  XOR("^", 6),
  OR("|", 5),
  CONDITIONAL_AND("&&", 4),
  CONDITIONAL_OR("||", 3);

  private final String symbol;
  private final int precedence;

  Operator(String symbol, int precedence) {
    this.symbol = symbol;
    this.precedence = precedence;
  }

  /** The operator as Java writes it. */
  public String symbol() {
    return symbol;
  }

  /** How tightly the operator binds. */
  public int precedence() {
    return precedence;
  }

  /** The comparison that holds where this one does not, of numbers that are no NaN. */
  Operator opposite() {
    return switch (this) {
      case LESS -> GREATER_EQUAL;
      case LESS_EQUAL -> GREATER;
      case GREATER -> LESS_EQUAL;
      case GREATER_EQUAL -> LESS;
      case EQUAL -> NOT_EQUAL;
      case NOT_EQUAL -> EQUAL;
      default -> throw new IllegalStateException(symbol + " does not compare");
    };
  }

  /** Whether the operator compares and so gives a truth value. */
  public boolean isComparison() {
    return precedence == 9 || precedence == 8;
  }
}
