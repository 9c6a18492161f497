package dev.adjoint.tensor;

import dev.adjoint.random.RandomSource;

/** Tensors with patterns: the identity, evenly spaced and random numbers. */
public final class Tensors {
  private Tensors() {}

  /** The identity matrix, of shape {@code [n, n]}. */
  public static Tensor eye(int n) {
    float[] data = new float[Shapes.size(n, n)];
    for (int i = 0; i < n; i++) {
      data[i * n + i] = 1;
    }
    return Tensor.wrap(data, n, n);
  }

  /** The numbers 0, 1, ... n - 1. */
  public static Tensor arange(int n) {
    float[] data = new float[Shapes.size(n)];
    for (int i = 0; i < n; i++) {
      data[i] = i;
    }
    return Tensor.wrap(data, n);
  }

  /**
   * Evenly spaced numbers with both ends included.
   *
   * @param count how many; with one there is only the start
   */
  public static Tensor linspace(float start, float end, int count) {
    float[] data = new float[Shapes.size(count)];
    for (int i = 0; i < count; i++) {
      data[i] = count == 1 ? start : (float) (start + (double) i / (count - 1) * (end - start));
    }
    return Tensor.wrap(data, count);
  }

  /** Numbers from the normal distribution with mean 0 and variance 1. */
  public static Tensor normal(RandomSource random, int... shape) {
    float[] data = new float[Shapes.size(shape)];
    for (int i = 0; i < data.length; i++) {
      data[i] = (float) random.nextGaussian();
    }
    return Tensor.wrap(data, shape);
  }

  /** Numbers evenly distributed in {@code [low, high)}. */
  public static Tensor uniform(RandomSource random, float low, float high, int... shape) {
    float[] data = new float[Shapes.size(shape)];
    for (int i = 0; i < data.length; i++) {
      data[i] = low + (high - low) * random.nextFloat();
    }
    return Tensor.wrap(data, shape);
  }
}
