package dev.adjoint.samples.networks;

import static java.lang.Math.tanh;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.random.RandomSource;

/**
 * A hidden layer and several outputs, number by number.
 *
 * @param w1 weights by input and hidden unit
 * @param w2 weights by hidden unit and output
 */
record ScalarForm(double[][] w1, double[] b1, double[][] w2, double[] b2) {
  static ScalarForm init(int inputs, int hidden, int outputs, RandomSource random) {
    return new ScalarForm(
        matrix(inputs, hidden, random),
        matrix(1, hidden, random)[0],
        matrix(hidden, outputs, random),
        matrix(1, outputs, random)[0]);
  }

  static double[][] matrix(int rows, int columns, RandomSource random) {
    double[][] result = new double[rows][columns];
    for (double[] row : result) {
      for (int j = 0; j < columns; j++) {
        // A number that float holds too, for the vectorized form.
        row[j] = (float) random.nextGaussian();
      }
    }
    return result;
  }

  /** The squared error: half the squares of all outputs' errors, the mean over the examples. */
  @Differentiable(wrt = "this")
  double loss(double[][] x, double[][] t) {
    double sum = 0;
    double[] h = new double[b1.length];
    for (int n = 0; n < x.length; n++) {
      for (int j = 0; j < h.length; j++) {
        double z = b1[j];
        for (int i = 0; i < x[n].length; i++) {
          z += x[n][i] * w1[i][j];
        }
        h[j] = tanh(z);
      }
      for (int k = 0; k < b2.length; k++) {
        double y = b2[k];
        for (int j = 0; j < h.length; j++) {
          y += h[j] * w2[j][k];
        }
        sum += 0.5 * (y - t[n][k]) * (y - t[n][k]);
      }
    }
    return sum / x.length;
  }
}
