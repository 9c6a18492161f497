package dev.adjoint.samples.sequences;

import dev.adjoint.data.Dataset;
import dev.adjoint.random.RandomSource;
import dev.adjoint.tensor.Tensor;

/**
 * The adding problem (Hochreiter and Schmidhuber 1997): sequences of random numbers from 0 to 1,
 * two of which are marked, one in each half; their sum is to be told at the end.
 */
final class AddingProblem {
  /** The mean squared error of telling 1 always: the variance of a sum of two numbers. */
  static final double VARIANCE = 1.0 / 6;

  private AddingProblem() {}

  /** Sequences of shape {@code [n, length, 2]}, of numbers and marks, and sums {@code [n, 1]}. */
  static Dataset<Tensor, Tensor> draw(int sequences, int length, RandomSource random) {
    Tensor x = Tensor.zeros(sequences, length, 2);
    Tensor sums = Tensor.zeros(sequences, 1);
    for (int n = 0; n < sequences; n++) {
      int first = random.nextInt(length / 2);
      int second = length / 2 + random.nextInt(length - length / 2);
      for (int t = 0; t < length; t++) {
        float number = random.nextFloat();
        boolean isMarked = t == first || t == second;
        x.array()[2 * (n * length + t)] = number;
        x.array()[2 * (n * length + t) + 1] = isMarked ? 1 : 0;
        sums.array()[n] += isMarked ? number : 0;
      }
    }
    return Dataset.of(x, sums);
  }
}
