package dev.adjoint.samples.units;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.annotations.Mode;

/** Plain Java with a branch and a loop. */
final class Newton {
  private Newton() {}

  /** The square root by Newton's method; its derivative is {@code 1 / (2 √a)}. */
  @Differentiable(modes = Mode.GRAPH)
  static double root(double a) {
    double x = 1;
    if (a > 1) {
      x = 0.5 * a;
    }
    for (int i = 0; i < 4; i++) {
      x = 0.5 * (x + a / x);
    }
    return x;
  }
}
