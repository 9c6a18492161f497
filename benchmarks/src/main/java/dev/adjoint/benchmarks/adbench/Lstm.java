package dev.adjoint.benchmarks.adbench;

import dev.adjoint.annotations.Differentiable;

/**
 * ADBench's recurrent network with diagonal weight matrices: the loss of predicting the next
 * character, b bits each.
 *
 * <p>{@code main} has for each layer the weights of the forget, input, output and change gates,
 * then their biases; {@code extra} has the weights of the input, the weights and the biases of the
 * output.
 */
final class Lstm {
  private Lstm() {}

  /**
   * The loss, a mean over bits.
   *
   * @param state for each layer what is hidden and what is in the cells at first
   * @param sequence characters of b bits
   */
  @Differentiable(wrt = {"main", "extra"})
  static double objective(double[] main, double[] extra, double[] state, double[] sequence) {
    int b = extra.length / 3;
    int layers = main.length / (8 * b);
    int steps = sequence.length / b - 1;
    // What each layer shows to the next one; the first is shown the character.
    double[] shown = new double[(layers + 1) * b];
    double[] cell = new double[layers * b];
    for (int layer = 0; layer < layers; layer++) {
      for (int j = 0; j < b; j++) {
        shown[(layer + 1) * b + j] = state[2 * layer * b + j];
        cell[layer * b + j] = state[(2 * layer + 1) * b + j];
      }
    }
    double loss = 0;
    for (int t = 0; t < steps; t++) {
      for (int j = 0; j < b; j++) {
        shown[j] = sequence[t * b + j] * extra[j];
      }
      for (int layer = 0; layer < layers; layer++) {
        for (int j = 0; j < b; j++) {
          int w = 8 * layer * b + j;
          int in = layer * b + j;
          double forget = logistic(shown[in] * main[w] + main[w + 4 * b]);
          double ingate = logistic(shown[in + b] * main[w + b] + main[w + 5 * b]);
          double outgate = logistic(shown[in] * main[w + 2 * b] + main[w + 6 * b]);
          double change = Math.tanh(shown[in + b] * main[w + 3 * b] + main[w + 7 * b]);
          cell[in] = cell[in] * forget + ingate * change;
          shown[in + b] = outgate * Math.tanh(cell[in]);
        }
      }
      double sum = 2;
      for (int j = 0; j < b; j++) {
        sum += Math.exp(shown[layers * b + j] * extra[b + j] + extra[2 * b + j]);
      }
      double normalizer = Math.log(sum);
      for (int j = 0; j < b; j++) {
        double y = shown[layers * b + j] * extra[b + j] + extra[2 * b + j];
        loss += sequence[(t + 1) * b + j] * (y - normalizer);
      }
    }
    return -loss / (steps * b);
  }

  static double logistic(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}
