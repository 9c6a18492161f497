package dev.adjoint.samples.training;

import dev.adjoint.annotations.Differentiable;

/** A place in the plane, above which a bent valley lies (after Rosenbrock 1960). */
record Place(double x, double y) {
  static final Place START = new Place(-1.2, 1);

  @Differentiable(wrt = "this")
  double height() {
    double across = y - x * x;
    return (1 - x) * (1 - x) + 10 * across * across;
  }
}
