package dev.adjoint.testing;

import dev.adjoint.annotations.Differentiable;

final class Score {
  private Score() {}

  @Differentiable
  static double score(double[] w, double[] x, double b) {
    double s = b;
    for (int i = 0; i < w.length; i++) {
      s += w[i] * x[i];
    }
    return s > 0 ? Math.log1p(s) : 0.01 * s;
  }
}
