package dev.adjoint.kernel.conformance;

import dev.adjoint.random.RandomSource;

/** Sizes and numbers for tests of kernels. */
public final class Numbers {
  /** Around the sizes of vectors, tiles and blocks, and off them. */
  public static final int[] SIZES = {
    1, 2, 3, 4, 6, 7, 8, 13, 15, 16, 17, 25, 31, 33, 47, 64, 65, 96, 97, 130, 255, 513
  };

  private final RandomSource random;

  Numbers(long seed) {
    random = RandomSource.of(seed);
  }

  /** Numbers from -1 to 1. */
  float[] uniform(int size) {
    float[] numbers = new float[size];
    for (int i = 0; i < size; i++) {
      numbers[i] = 2 * random.nextFloat() - 1;
    }
    return numbers;
  }

  /** Numbers of both signs whose size goes from very small to some hundreds. */
  float[] spread(int size) {
    float[] numbers = uniform(size);
    for (int i = 0; i < size; i++) {
      numbers[i] = (float) (numbers[i] * Math.exp(12 * random.nextFloat() - 6));
    }
    return numbers;
  }
}
