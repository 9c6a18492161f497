package dev.adjoint.kernel;

/** An elementwise function of two arrays a and b. */
public enum Binary {
  /** a + b. */
  PLUS,
  /** a - b. */
  MINUS,
  /** a * b. */
  TIMES,
  /** a / b. */
  DIVIDE,
  /** The larger one; NaN if either is. */
  MAXIMUM,
  /** The smaller one; NaN if either is. */
  MINIMUM,
  /** a * b, and 0 wherever b is 0, whatever a is. */
  MASK,
  /** What a contributes to the larger of the two: 0 where a &lt; b, 1/2 at ties, else 1. */
  MAXIMUM_SHARE,
  /** b where a is positive, else 0. */
  RELU_GRADIENT,
  /** b (1 - a^2), a being the result of tanh. */
  TANH_GRADIENT,
  /** b a (1 - a), a being the result of the logistic function. */
  SIGMOID_GRADIENT,
  /** a to the power of b, as {@link Math#pow} defines it. */
  POW,
  /** The derivative of a to the power of b by a; 0 where b is 0. */
  POW_BASE_SLOPE,
  /** The derivative of a to the power of b by b; 0 where a is 0 and b is not negative. */
  POW_EXPONENT_SLOPE,
  /** The remainder with the sign of b. */
  REMAINDER,
  /** 1 where a &gt; b, else 0. */
  GREATER,
  /** 1 where a &gt;= b, else 0. */
  GREATER_OR_EQUAL,
  /** 1 where a = b, else 0. */
  EQUAL,
  /** 1 where a and b differ, or either is NaN, else 0. */
  NOT_EQUAL,
  /** a where b is not 0, else 0. */
  SELECT,
  /** a where b is 0, else 0. */
  REJECT,
  /** a / b, and 0 wherever b is 0, whatever a is. */
  QUOTIENT_OR_ZERO;

  /** Whether an element takes many operations, so that sharing the work pays early. */
  boolean costly() {
    return this == POW || this == POW_BASE_SLOPE || this == POW_EXPONENT_SLOPE;
  }
}
