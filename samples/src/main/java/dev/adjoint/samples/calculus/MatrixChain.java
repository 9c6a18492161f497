package dev.adjoint.samples.calculus;

/**
 * What it costs to multiply a chain of Jacobians, in multiplications of numbers.
 *
 * @param sizes the sizes of the vectors from the input to the output: map {@code i} leads from
 *     {@code sizes[i]} numbers to {@code sizes[i + 1]}
 */
record MatrixChain(int... sizes) {

  /** From the input on, as forward mode does it. */
  long forward() {
    long cost = 0;
    for (int i = 1; i + 1 < sizes.length; i++) {
      cost += (long) sizes[i + 1] * sizes[i] * sizes[0];
    }
    return cost;
  }

  /** From the output on, as reverse mode does it. */
  long reverse() {
    long cost = 0;
    for (int i = sizes.length - 2; i > 0; i--) {
      cost += (long) sizes[sizes.length - 1] * sizes[i] * sizes[i - 1];
    }
    return cost;
  }

  /** In the best order of all, by dynamic programming over where the last product stands. */
  long best() {
    int maps = sizes.length - 1;
    long[][] best = new long[maps][maps];
    for (int length = 1; length < maps; length++) {
      for (int first = 0; first + length < maps; first++) {
        int last = first + length;
        best[first][last] = Long.MAX_VALUE;
        for (int split = first; split < last; split++) {
          long product = (long) sizes[last + 1] * sizes[split + 1] * sizes[first];
          long cost = best[first][split] + best[split + 1][last] + product;
          best[first][last] = Math.min(best[first][last], cost);
        }
      }
    }
    return maps == 0 ? 0 : best[0][maps - 1];
  }
}
