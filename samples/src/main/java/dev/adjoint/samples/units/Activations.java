package dev.adjoint.samples.units;

import dev.adjoint.Scalars;
import dev.adjoint.annotations.Differentiable;

/** Activations of units as plain Java. */
final class Activations {
  private Activations() {}

  /** The perceptron's; without the annotation the processor warns that the derivative is 0. */
  @Differentiable
  @SuppressWarnings("ADJ-ZERO-01")
  static double sign(double x) {
    return Math.signum(x);
  }

  @Differentiable
  static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  @Differentiable
  static double tanh(double x) {
    return Math.tanh(x);
  }

  @Differentiable
  static double relu(double x) {
    return Math.max(x, 0);
  }

  @Differentiable
  static double leakyRelu(double x) {
    return x > 0 ? x : 0.1 * x;
  }

  @Differentiable
  static double elu(double x) {
    return x > 0 ? x : Math.exp(x) - 1;
  }

  @Differentiable
  static double softplus(double x) {
    return Scalars.softplus(x);
  }

  @Differentiable
  static double silu(double x) {
    return x * Scalars.sigmoid(x);
  }

  /** By the tanh that approximates it. */
  @Differentiable
  static double gelu(double x) {
    return 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)));
  }
}
