package dev.adjoint.benchmarks.steps;

import dev.adjoint.annotations.Differentiable;

/** A function of two numbers. */
final class Scalars {
  private Scalars() {}

  @Differentiable
  static double f(double x1, double x2) {
    return Math.sin(x1) + x1 * x2;
  }
}
