package dev.adjoint.samples.sequences;

import dev.adjoint.annotations.Differentiable;

/** One recurrent unit that reads a sequence of numbers (Elman 1990). */
final class ElmanUnit {
  private ElmanUnit() {}

  /** h = tanh(w x + u h + b) for each number x, and L = ½ (h - t)² for the last h. */
  @Differentiable(wrt = {"w", "u", "b"})
  static double loss(double w, double u, double b, double[] x, double t) {
    double h = 0;
    for (int i = 0; i < x.length; i++) {
      h = Math.tanh(w * x[i] + u * h + b);
    }
    return 0.5 * (h - t) * (h - t);
  }
}
