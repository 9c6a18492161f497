package dev.adjoint.benchmarks.adbench;

import dev.adjoint.ValueAndGradient;

/** The gradient of {@link Gmm#objective} as written by hand. */
final class GmmByHand {
  private GmmByHand() {}

  /** The value, and the gradient with respect to alphas, means and icf, one after the other. */
  static ValueAndGradient<double[][]> gradient(
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
    double[] alphasBar = new double[k];
    double[] meansBar = new double[k * d];
    double[] icfBar = new double[k * size];
    double[] diagonal = new double[k * d];
    double[] weight = new double[k];
    double prior = 0;
    for (int c = 0; c < k; c++) {
      double logs = 0;
      for (int j = 0; j < d; j++) {
        double q = Math.exp(icf[c * size + j]);
        logs += icf[c * size + j];
        diagonal[c * d + j] = q;
        prior += q * q;
      }
      for (int j = d; j < size; j++) {
        prior += icf[c * size + j] * icf[c * size + j];
      }
      weight[c] = alphas[c] + logs;
      prior -= 2 * m * logs / (gamma * gamma);
    }
    double[] centered = new double[k * d];
    double[] y = new double[k * d];
    double[] terms = new double[k];
    double[] yBar = new double[d];
    double value = constant;
    for (int i = 0; i < n; i++) {
      for (int c = 0; c < k; c++) {
        int at = c * d;
        for (int j = 0; j < d; j++) {
          y[at + j] = 0;
        }
        int l = c * size + d;
        for (int j = 0; j < d; j++) {
          double away = x[i * d + j] - means[at + j];
          centered[at + j] = away;
          y[at + j] += diagonal[at + j] * away;
          for (int r = j + 1; r < d; r++) {
            y[at + r] += icf[l++] * away;
          }
        }
        double square = 0;
        for (int j = 0; j < d; j++) {
          square += y[at + j] * y[at + j];
        }
        terms[c] = weight[c] - 0.5 * square;
      }
      double max = Gmm.max(terms);
      double sum = 0;
      for (int c = 0; c < k; c++) {
        double exp = Math.exp(terms[c] - max);
        terms[c] = exp;
        sum += exp;
      }
      value += max + Math.log(sum);
      double scale = 1 / sum;
      for (int c = 0; c < k; c++) {
        double r = terms[c] * scale;
        alphasBar[c] += r;
        int at = c * d;
        for (int j = 0; j < d; j++) {
          yBar[j] = -r * y[at + j];
        }
        int l = c * size + d;
        for (int j = 0; j < d; j++) {
          double away = centered[at + j];
          double bar = yBar[j] * diagonal[at + j];
          icfBar[c * size + j] += yBar[j] * away;
          for (int s = j + 1; s < d; s++, l++) {
            bar += yBar[s] * icf[l];
            icfBar[l] += yBar[s] * away;
          }
          meansBar[at + j] -= bar;
        }
      }
    }
    double max = Gmm.max(alphas);
    double sum = 0;
    for (double alpha : alphas) {
      sum += Math.exp(alpha - max);
    }
    for (int c = 0; c < k; c++) {
      double share = alphasBar[c];
      for (int j = 0; j < d; j++) {
        double q = diagonal[c * d + j];
        int at = c * size + j;
        icfBar[at] = icfBar[at] * q + share + gamma * gamma * q * q - m;
      }
      for (int j = d; j < size; j++) {
        icfBar[c * size + j] += gamma * gamma * icf[c * size + j];
      }
      alphasBar[c] -= n * Math.exp(alphas[c] - max) / sum;
    }
    value += 0.5 * gamma * gamma * prior - n * (max + Math.log(sum));
    return new ValueAndGradient<>(value, new double[][] {alphasBar, meansBar, icfBar});
  }
}
