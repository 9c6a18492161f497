package dev.adjoint.random;

import java.util.Arrays;

/**
 * A seeded, splittable generator of pseudo-random numbers whose state can be saved.
 *
 * <p>The same seed gives the same numbers on every machine and every version of Java. The algorithm
 * is xoshiro256++ (Blackman and Vigna 2019) seeded by SplitMix64 (Steele, Lea and Flood 2014); its
 * period is 2^256 - 1. It is not for cryptography, and an instance is for one thread: give another
 * thread, or an independent part of a program, a {@link #split}.
 */
public final class RandomSource {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private final long[] state;

  private RandomSource(long[] state) {
    this.state = state;
  }

  /** A generator that any seed, 0 included, puts into a well-mixed state. */
  public static RandomSource of(long seed) {
    long[] state = new long[4];
    long counter = seed;
    for (int i = 0; i < state.length; i++) {
      counter += GOLDEN_GAMMA;
      state[i] = mix(counter);
    }
    return new RandomSource(state);
  }

  /**
   * A generator that goes on where another stood.
   *
   * @param state what {@link #state} returned
   * @throws IllegalArgumentException if it is not four numbers of which one is not 0
   */
  public static RandomSource restore(long[] state) {
    requireValid(state);
    return new RandomSource(state.clone());
  }

  /**
   * Lets this very generator go on where another stood.
   *
   * @param saved what {@link #state} returned
   * @throws IllegalArgumentException if it is not four numbers of which one is not 0; nothing is
   *     changed then
   */
  public void goOnFrom(long[] saved) {
    requireValid(saved);
    System.arraycopy(saved, 0, state, 0, state.length);
  }

  private static void requireValid(long[] state) {
    if (state.length != 4 || Arrays.stream(state).allMatch(word -> word == 0)) {
      throw new IllegalArgumentException(
          "a random state is four numbers, not all 0: " + Arrays.toString(state));
    }
  }

  /** A copy of the state, from which {@link #restore} goes on. */
  public long[] state() {
    return state.clone();
  }

  /** A generator independent of this one, which moves on by one number. */
  public RandomSource split() {
    return of(nextLong());
  }

  /** A number with 64 random bits. */
  public long nextLong() {
    long result = Long.rotateLeft(state[0] + state[3], 23) + state[0];
    long shifted = state[1] << 17;
    state[2] ^= state[0];
    state[3] ^= state[1];
    state[1] ^= state[2];
    state[0] ^= state[3];
    state[2] ^= shifted;
    state[3] = Long.rotateLeft(state[3], 45);
    return result;
  }

  /**
   * A number from 0 to {@code bound - 1}, each equally likely (Lemire 2019).
   *
   * @throws IllegalArgumentException if the bound is not positive
   */
  public int nextInt(int bound) {
    if (bound <= 0) {
      throw new IllegalArgumentException("a bound must be positive: " + bound);
    }
    long threshold = (1L << 32) % bound;
    while (true) {
      long product = (nextLong() >>> 32) * bound;
      if ((product & 0xFFFFFFFFL) >= threshold) {
        return (int) (product >>> 32);
      }
    }
  }

  /** A number in [0, 1), a multiple of 2^-24. */
  public float nextFloat() {
    return (nextLong() >>> 40) * 0x1p-24f;
  }

  /** A number in [0, 1), a multiple of 2^-53. */
  public double nextDouble() {
    return (nextLong() >>> 11) * 0x1p-53;
  }

  /**
   * A number from the normal distribution with mean 0 and variance 1 (Marsaglia's polar method).
   */
  public double nextGaussian() {
    while (true) {
      double u = 2 * nextDouble() - 1;
      double v = 2 * nextDouble() - 1;
      double s = u * u + v * v;
      if (s > 0 && s < 1) {
        // The second number of the pair is dropped: keeping it would be more state to save.
        return u * StrictMath.sqrt(-2 * StrictMath.log(s) / s);
      }
    }
  }

  /** Puts an array into random order in place, each order equally likely (Fisher and Yates). */
  public void shuffle(int[] array) {
    for (int i = array.length - 1; i > 0; i--) {
      int j = nextInt(i + 1);
      int swapped = array[i];
      array[i] = array[j];
      array[j] = swapped;
    }
  }

  /** The numbers from 0 to {@code size - 1} in random order. */
  public int[] permutation(int size) {
    int[] order = new int[size];
    Arrays.setAll(order, i -> i);
    shuffle(order);
    return order;
  }

  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
