package dev.adjoint.nn;

/** An elementwise function between layers, which {@link Activation} computes. */
public enum Nonlinearity {
  /** The number itself. */
  IDENTITY,
  /** The larger of the number and 0. */
  RELU,
  /** As {@link #RELU}, but 0.01 times a negative number, as PyTorch has it. */
  LEAKY_RELU,
  /** {@code exp(x) - 1} of a negative number. */
  ELU,
  /** The scaled {@link #ELU} that keeps mean 0 and variance 1 (Klambauer and others 2017). */
  SELU,
  /** The number times the normal distribution function. */
  GELU,
  /** The number times its logistic function, which is also called swish. */
  SILU,
  /** The logistic function. */
  SIGMOID,
  /** The hyperbolic tangent. */
  TANH,
  /** {@code log(1 + exp(x))}. */
  SOFTPLUS
}
