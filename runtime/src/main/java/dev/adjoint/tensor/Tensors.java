package dev.adjoint.tensor;

import dev.adjoint.Workspace;
import dev.adjoint.annotations.Jvp;
import dev.adjoint.annotations.NonDifferentiable;
import dev.adjoint.annotations.Primitive;
import dev.adjoint.annotations.Vjp;
import dev.adjoint.random.RandomSource;

/** Tensors with patterns: the identity, evenly spaced and random numbers. */
public final class Tensors {
  private Tensors() {}

  /** The identity matrix, of shape {@code [n, n]}. */
  @NonDifferentiable
  @Primitive(shape = "-> (n, n)")
  public static Tensor eye(int n) {
    return eye(n, n);
  }

  /** The matrix that is 1 on the diagonal and else 0. */
  @NonDifferentiable
  @Primitive(shape = "-> (rows, columns)")
  public static Tensor eye(int rows, int columns) {
    float[] data = Workspace.zeros(Shapes.size(rows, columns));
    for (int i = 0; i < Math.min(rows, columns); i++) {
      data[i * columns + i] = 1;
    }
    return Tensor.wrap(data, rows, columns);
  }

  /** The numbers 0, 1, ... n - 1. */
  @NonDifferentiable
  @Primitive(shape = "-> (n)")
  public static Tensor arange(int n) {
    float[] data = Workspace.zeros(Shapes.size(n));
    for (int i = 0; i < n; i++) {
      data[i] = i;
    }
    return Tensor.wrap(data, n);
  }

  /**
   * The numbers from a start on, step by step, before an end.
   *
   * @throws IllegalArgumentException if the step is 0, NaN, or leads away from the end
   */
  public static Tensor arange(float start, float end, float step) {
    double count = Math.ceil(((double) end - start) / step);
    if (!(count >= 0 && count <= Integer.MAX_VALUE)) {
      throw new IllegalArgumentException("arange: from %s to %s by %s".formatted(start, end, step));
    }
    float[] data = Workspace.zeros((int) count);
    for (int i = 0; i < data.length; i++) {
      data[i] = (float) (start + (double) i * step);
    }
    return Tensor.wrap(data, data.length);
  }

  /**
   * Evenly spaced numbers with both ends included.
   *
   * @param count how many; with one there is only the start
   */
  @Primitive(shape = "-> (count)")
  @Vjp(of = "start", is = "yBar.sum() - linspace(0f, 1f, count).dot(yBar)")
  @Vjp(of = "end", is = "linspace(0f, 1f, count).dot(yBar)")
  @Jvp("linspace(startDot, endDot, count)")
  public static Tensor linspace(float start, float end, int count) {
    float[] data = Workspace.zeros(Shapes.size(count));
    for (int i = 0; i < count; i++) {
      data[i] = count == 1 ? start : (float) (start + (double) i / (count - 1) * (end - start));
    }
    return Tensor.wrap(data, count);
  }

  /** Numbers from the normal distribution with mean 0 and variance 1. */
  public static Tensor normal(RandomSource random, int... shape) {
    float[] data = Workspace.zeros(Shapes.size(shape));
    for (int i = 0; i < data.length; i++) {
      data[i] = (float) random.nextGaussian();
    }
    return Tensor.wrap(data, shape);
  }

  /** Numbers evenly distributed in {@code [low, high)}. */
  public static Tensor uniform(RandomSource random, float low, float high, int... shape) {
    float[] data = Workspace.zeros(Shapes.size(shape));
    for (int i = 0; i < data.length; i++) {
      data[i] = low + (high - low) * random.nextFloat();
    }
    return Tensor.wrap(data, shape);
  }
}
