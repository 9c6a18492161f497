package dev.adjoint.kernel;

/** An elementwise function of one array. */
public enum Unary {
  /** The additive inverse. */
  NEGATE,
  /** The absolute value. */
  ABS,
  /** 1, 0 or -1 by sign; NaN stays. */
  SIGN,
  /** The square. */
  SQUARE,
  /** The square root. */
  SQRT,
  /** The exponential function. */
  EXP,
  /** The natural logarithm. */
  LOG,
  /** exp(x) - 1, without cancellation near 0. */
  EXPM1,
  /** log(1 + x), without cancellation near 0. */
  LOG1P,
  /** The logarithm to the base 2. */
  LOG2,
  /** The logarithm to the base 10. */
  LOG10,
  /** 1 / sqrt(x). */
  RSQRT,
  /** 1 / x. */
  RECIPROCAL,
  /** The sine of an angle in radians. */
  SIN,
  /** The cosine of an angle in radians. */
  COS,
  /** The tangent of an angle in radians. */
  TAN,
  /** The angle in radians whose sine is x. */
  ASIN,
  /** The angle in radians whose cosine is x. */
  ACOS,
  /** The angle in radians whose tangent is x. */
  ATAN,
  /** The hyperbolic sine. */
  SINH,
  /** The hyperbolic cosine. */
  COSH,
  /** The hyperbolic tangent, to an absolute error of 4e-7. */
  TANH,
  /** The logistic function, 1 / (1 + exp(-x)). */
  SIGMOID,
  /** log(1 + exp(x)), which overflows for no x. */
  SOFTPLUS,
  /** The larger of x and 0. */
  RELU,
  /** x times the distribution function of the normal distribution. */
  GELU,
  /** The derivative of {@link #GELU}, to an absolute error of 3e-7. */
  GELU_SLOPE,
  /** x / (1 + exp(-2 u)) with u = sqrt(2 / pi) (x + 0.044715 x^3), to an absolute error of 3e-7. */
  GELU_TANH,
  /** The derivative of {@link #GELU_TANH}, to an absolute error of 3e-7. */
  GELU_TANH_SLOPE,
  /** The error function. */
  ERF,
  /** 1 less the error function, without cancellation for large x. */
  ERFC,
  /** The largest integer that is not larger. */
  FLOOR,
  /** The smallest integer that is not smaller. */
  CEIL,
  /** The nearest integer, the even one of two. */
  ROUND;

  /** Whether an element takes many operations, so that sharing the work pays early. */
  boolean costly() {
    return switch (this) {
      case NEGATE, ABS, SIGN, SQUARE, SQRT, RSQRT, RECIPROCAL, RELU, FLOOR, CEIL, ROUND -> false;
      default -> true;
    };
  }
}
