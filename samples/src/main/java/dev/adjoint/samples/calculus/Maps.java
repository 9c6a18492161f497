package dev.adjoint.samples.calculus;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.annotations.Mode;

/** Maps between vectors, one after the other and all at once. */
final class Maps {
  private Maps() {}

  @Differentiable(modes = Mode.JACOBIAN)
  static double[] bend(double[] x) {
    double[] y = new double[4];
    for (int i = 0; i < y.length; i++) {
      y[i] = Math.sin((i + 1) * x[i % x.length]) + x[(i + 1) % x.length];
    }
    return y;
  }

  @Differentiable(modes = Mode.JACOBIAN)
  static double[] mix(double[] y) {
    double[] z = new double[3];
    for (int i = 0; i < z.length; i++) {
      z[i] = y[i] * y[i + 1];
    }
    return z;
  }

  @Differentiable(modes = Mode.JACOBIAN)
  static double[] squash(double[] z) {
    return new double[] {Math.tanh(z[0] + z[1]), Math.tanh(z[1] - z[2])};
  }

  @Differentiable(modes = Mode.JACOBIAN)
  static double[] chain(double[] x) {
    return squash(mix(bend(x)));
  }

  @Differentiable(wrt = "x", modes = Mode.JACOBIAN)
  static double[] affine(double[][] w, double[] x, double[] b) {
    double[] y = b.clone();
    for (int i = 0; i < y.length; i++) {
      for (int j = 0; j < x.length; j++) {
        y[i] += w[i][j] * x[j];
      }
    }
    return y;
  }
}
