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
  SIGMOID_GRADIENT
}
