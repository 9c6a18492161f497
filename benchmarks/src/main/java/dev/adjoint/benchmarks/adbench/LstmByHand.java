package dev.adjoint.benchmarks.adbench;

import dev.adjoint.ValueAndGradient;

/** The gradient of {@link Lstm#objective} as written by hand. */
final class LstmByHand {
  private LstmByHand() {}

  /** The value, and the gradient with respect to main and extra, one after the other. */
  static ValueAndGradient<double[][]> gradient(
      double[] main, double[] extra, double[] state, double[] sequence) {
    int b = extra.length / 3;
    int layers = main.length / (8 * b);
    int steps = sequence.length / b - 1;
    int width = layers * b;
    // Everything of step t lies at t * width, what was before the first step at 0.
    double[] hidden = new double[(steps + 1) * width];
    double[] cell = new double[(steps + 1) * width];
    double[] forget = new double[steps * width];
    double[] ingate = new double[steps * width];
    double[] outgate = new double[steps * width];
    double[] change = new double[steps * width];
    double[] squashed = new double[steps * width];
    double[] exps = new double[steps * b];
    for (int layer = 0; layer < layers; layer++) {
      for (int j = 0; j < b; j++) {
        hidden[layer * b + j] = state[2 * layer * b + j];
        cell[layer * b + j] = state[(2 * layer + 1) * b + j];
      }
    }
    double[] sums = new double[steps];
    double loss = 0;
    for (int t = 0; t < steps; t++) {
      int at = t * width;
      for (int layer = 0; layer < layers; layer++) {
        for (int j = 0; j < b; j++) {
          int w = 8 * layer * b + j;
          int in = at + layer * b + j;
          double a = layer == 0 ? sequence[t * b + j] * extra[j] : hidden[in + width - b];
          double h = hidden[in];
          double f = Lstm.logistic(a * main[w] + main[w + 4 * b]);
          double g = Lstm.logistic(h * main[w + b] + main[w + 5 * b]);
          double o = Lstm.logistic(a * main[w + 2 * b] + main[w + 6 * b]);
          double z = Math.tanh(h * main[w + 3 * b] + main[w + 7 * b]);
          double next = cell[in] * f + g * z;
          double tanh = Math.tanh(next);
          forget[in] = f;
          ingate[in] = g;
          outgate[in] = o;
          change[in] = z;
          squashed[in] = tanh;
          cell[in + width] = next;
          hidden[in + width] = o * tanh;
        }
      }
      double sum = 2;
      double ones = 0;
      for (int j = 0; j < b; j++) {
        double y = hidden[at + width + (layers - 1) * b + j] * extra[b + j] + extra[2 * b + j];
        double exp = Math.exp(y);
        exps[t * b + j] = exp;
        sum += exp;
        ones += sequence[(t + 1) * b + j];
        loss += sequence[(t + 1) * b + j] * y;
      }
      sums[t] = sum;
      loss -= ones * Math.log(sum);
    }
    double[] mainBar = new double[main.length];
    double[] extraBar = new double[extra.length];
    double[] hiddenBar = new double[width];
    double[] cellBar = new double[width];
    double scale = -1.0 / (steps * b);
    for (int t = steps - 1; t >= 0; t--) {
      int at = t * width;
      double ones = 0;
      for (int j = 0; j < b; j++) {
        ones += sequence[(t + 1) * b + j];
      }
      double share = scale * ones / sums[t];
      for (int j = 0; j < b; j++) {
        double yBar = scale * sequence[(t + 1) * b + j] - share * exps[t * b + j];
        extraBar[2 * b + j] += yBar;
        extraBar[b + j] += yBar * hidden[at + width + (layers - 1) * b + j];
        hiddenBar[(layers - 1) * b + j] += yBar * extra[b + j];
      }
      for (int layer = layers - 1; layer >= 0; layer--) {
        for (int j = 0; j < b; j++) {
          int w = 8 * layer * b + j;
          int own = layer * b + j;
          int in = at + own;
          double a = layer == 0 ? sequence[t * b + j] * extra[j] : hidden[in + width - b];
          double h = hidden[in];
          double f = forget[in];
          double g = ingate[in];
          double o = outgate[in];
          double z = change[in];
          double tanh = squashed[in];
          double bar = hiddenBar[own];
          double nextBar = cellBar[own] + bar * o * (1 - tanh * tanh);
          double oBar = bar * tanh * o * (1 - o);
          double fBar = nextBar * cell[in] * f * (1 - f);
          double gBar = nextBar * z * g * (1 - g);
          double zBar = nextBar * g * (1 - z * z);
          cellBar[own] = nextBar * f;
          mainBar[w] += fBar * a;
          mainBar[w + b] += gBar * h;
          mainBar[w + 2 * b] += oBar * a;
          mainBar[w + 3 * b] += zBar * h;
          mainBar[w + 4 * b] += fBar;
          mainBar[w + 5 * b] += gBar;
          mainBar[w + 6 * b] += oBar;
          mainBar[w + 7 * b] += zBar;
          hiddenBar[own] = gBar * main[w + b] + zBar * main[w + 3 * b];
          double aBar = fBar * main[w] + oBar * main[w + 2 * b];
          if (layer == 0) {
            extraBar[j] += aBar * sequence[t * b + j];
          } else {
            hiddenBar[own - b] += aBar;
          }
        }
      }
    }
    return new ValueAndGradient<>(loss * scale, new double[][] {mainBar, extraBar});
  }
}
