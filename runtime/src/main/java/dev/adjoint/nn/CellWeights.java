package dev.adjoint.nn;

import dev.adjoint.random.RandomSource;
import dev.adjoint.tensor.Tensor;

/** Initial weights of a recurrent cell, as PyTorch draws them: within ±{@code 1 / sqrt(hidden)}. */
record CellWeights(Tensor input, Tensor hidden, Tensor biasInput, Tensor biasHidden) {
  /**
   * Draws them.
   *
   * @param gates how many times the hidden size a step computes
   * @throws IllegalArgumentException if a size is not positive
   */
  static CellWeights init(String cell, int gates, RandomSource random, int in, int hidden) {
    Settings.positive(cell, "in", in);
    Settings.positive(cell, "hidden", hidden);
    double bound = 1 / Math.sqrt(hidden);
    return new CellWeights(
        Initialization.uniform(random, bound, gates * hidden, in),
        Initialization.uniform(random, bound, gates * hidden, hidden),
        Initialization.uniform(random, bound, gates * hidden),
        Initialization.uniform(random, bound, gates * hidden));
  }
}
