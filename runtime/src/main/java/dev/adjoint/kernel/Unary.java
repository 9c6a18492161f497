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
  /** The sine of an angle in radians. */
  SIN,
  /** The cosine of an angle in radians. */
  COS,
  /** The hyperbolic tangent, to an absolute error of 4e-7. */
  TANH,
  /** The logistic function, 1 / (1 + exp(-x)). */
  SIGMOID,
  /** log(1 + exp(x)), which overflows for no x. */
  SOFTPLUS,
  /** The larger of x and 0. */
  RELU;

  /** Whether an element takes many operations, so that sharing the work pays early. */
  boolean costly() {
    return switch (this) {
      case EXP, LOG, SIN, COS, TANH, SIGMOID, SOFTPLUS -> true;
      case NEGATE, ABS, SIGN, SQUARE, SQRT, RELU -> false;
    };
  }
}
