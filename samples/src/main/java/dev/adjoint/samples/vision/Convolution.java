package dev.adjoint.samples.vision;

import dev.adjoint.annotations.Differentiable;

/** The convolution of mathematics, {@code (a * b)(t) = Σ a(τ) b(t - τ)}, in two ways each. */
final class Convolution {
  private Convolution() {}

  /** Copies of {@code b}, one moved to each number of {@code a} and scaled by it, are added up. */
  @Differentiable
  static double[] translateAndScale(double[] a, double[] b) {
    double[] y = new double[a.length + b.length - 1];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < b.length; j++) {
        y[i + j] += a[i] * b[j];
      }
    }
    return y;
  }

  /** {@code b} is flipped and moved along {@code a}; at each place it weighs what it covers. */
  @Differentiable
  static double[] flipAndFilter(double[] a, double[] b) {
    double[] y = new double[a.length + b.length - 1];
    for (int t = 0; t < y.length; t++) {
      double sum = 0;
      for (int i = Math.max(0, t - b.length + 1); i <= Math.min(t, a.length - 1); i++) {
        sum += a[i] * b[t - i];
      }
      y[t] = sum;
    }
    return y;
  }

  /** {@link #translateAndScale(double[], double[])} of images: rows of numbers. */
  @Differentiable(name = "translateAndScaleImages")
  static double[][] translateAndScale(double[][] a, double[][] b) {
    double[][] y = new double[a.length + b.length - 1][a[0].length + b[0].length - 1];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a[0].length; j++) {
        for (int k = 0; k < b.length; k++) {
          for (int l = 0; l < b[0].length; l++) {
            y[i + k][j + l] += a[i][j] * b[k][l];
          }
        }
      }
    }
    return y;
  }

  /** {@link #flipAndFilter(double[], double[])} of images: rows of numbers. */
  @Differentiable(name = "flipAndFilterImages")
  static double[][] flipAndFilter(double[][] a, double[][] b) {
    double[][] y = new double[a.length + b.length - 1][a[0].length + b[0].length - 1];
    for (int s = 0; s < y.length; s++) {
      for (int t = 0; t < y[0].length; t++) {
        double sum = 0;
        for (int i = Math.max(0, s - b.length + 1); i <= Math.min(s, a.length - 1); i++) {
          for (int j = Math.max(0, t - b[0].length + 1); j <= Math.min(t, a[0].length - 1); j++) {
            sum += a[i][j] * b[s - i][t - j];
          }
        }
        y[s][t] = sum;
      }
    }
    return y;
  }
}
