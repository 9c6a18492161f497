package dev.adjoint.benchmarks.adbench;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.annotations.NonDifferentiable;

/**
 * ADBench's Gaussian mixture: the log-likelihood of points with a Wishart prior on the inverse
 * covariances.
 *
 * <p>Component c has its weight in {@code alphas[c]}, its mean in {@code means}, and the factor of
 * its inverse covariance in {@code icf}: D logarithms of the diagonal, then what is below it,
 * column by column. Everything lies in flat arrays.
 */
final class Gmm {
  private Gmm() {}

  /**
   * The log-likelihood.
   *
   * @param x n points of D numbers
   * @param constant what does not depend on the parameters
   */
  @Differentiable(wrt = {"alphas", "means", "icf"})
  static double objective(
      double[] alphas,
      double[] means,
      double[] icf,
      double[] x,
      double gamma,
      int m,
      double constant) {
    int k = alphas.length;
    int d = means.length / k;
    int n = x.length / d;
    int size = d * (d + 1) / 2;
    double[] diagonal = new double[k * d];
    double[] weight = new double[k];
    double prior = 0;
    for (int c = 0; c < k; c++) {
      double logs = 0;
      for (int j = 0; j < d; j++) {
        double log = icf[c * size + j];
        double q = Math.exp(log);
        logs += log;
        diagonal[c * d + j] = q;
        prior += q * q;
      }
      for (int j = d; j < size; j++) {
        double l = icf[c * size + j];
        prior += l * l;
      }
      weight[c] = alphas[c] + logs;
      prior -= 2 * m * logs / (gamma * gamma);
    }
    double[] y = new double[k * d];
    double[] terms = new double[k];
    double sum = 0;
    for (int i = 0; i < n; i++) {
      for (int c = 0; c < k; c++) {
        for (int j = 0; j < d; j++) {
          y[c * d + j] = 0;
        }
        for (int j = 0; j < d; j++) {
          double value = x[i * d + j] - means[c * d + j];
          y[c * d + j] += diagonal[c * d + j] * value;
          int column = c * size + d + j * (2 * d - j - 1) / 2 - j - 1;
          for (int r = j + 1; r < d; r++) {
            y[c * d + r] += icf[column + r] * value;
          }
        }
        double square = 0;
        for (int j = 0; j < d; j++) {
          square += y[c * d + j] * y[c * d + j];
        }
        terms[c] = weight[c] - 0.5 * square;
      }
      sum += logSumExp(terms);
    }
    return constant + sum - n * logSumExp(alphas) + 0.5 * gamma * gamma * prior;
  }

  static double logSumExp(double[] v) {
    // Whatever is subtracted cancels out, and so does its derivative.
    double max = max(v);
    double sum = 0;
    for (double each : v) {
      sum += Math.exp(each - max);
    }
    return max + Math.log(sum);
  }

  @NonDifferentiable
  static double max(double[] v) {
    double max = v[0];
    for (int i = 1; i < v.length; i++) {
      max = Math.max(max, v[i]);
    }
    return max;
  }
}
