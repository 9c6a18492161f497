package dev.adjoint.samples.calculus;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.annotations.Mode;

/** Functions of two variables with minima, maxima and saddles. */
final class Landscapes {
  private Landscapes() {}

  @Differentiable(modes = Mode.HESSIAN)
  static double bowl(double[] p) {
    double x = p[0];
    double y = p[1];
    return x * x + x * y + y * y - 3 * x;
  }

  @Differentiable(modes = Mode.HESSIAN)
  static double saddle(double[] p) {
    double x = p[0];
    double y = p[1];
    return x * y;
  }

  @Differentiable(modes = Mode.HESSIAN)
  static double hill(double[] p) {
    double x = p[0];
    double y = p[1];
    return Math.exp(-(x - 1) * (x - 1) - 2 * y * y);
  }

  @Differentiable(modes = Mode.HESSIAN)
  static double wells(double[] p) {
    double x = p[0];
    double y = p[1];
    return x * x * x * x / 4 - x * x / 2 + y * y / 2;
  }

  @Differentiable(modes = Mode.HESSIAN)
  static double trough(double[] p) {
    double x = p[0];
    double y = p[1];
    return x * x + y * y * y * y;
  }
}
