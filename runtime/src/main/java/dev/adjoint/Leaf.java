package dev.adjoint;

import java.util.Arrays;

/**
 * One leaf of a parameter tree in a uniform view: a path, a shape, and numbers in row-major order.
 *
 * <p>The numbers of an array or a tensor are its own memory; those of a scalar are a copy, which
 * {@link ParameterTree#withLeaves} takes back into a tree. Records of arrays compare by identity.
 */
public sealed interface Leaf {
  /** The dotted path, such as {@code layers.0.w}. */
  String path();

  /** The shape; empty for a scalar. */
  int[] shape();

  /** How many numbers the leaf has. */
  int size();

  /** The number at a position, a {@code float} widened. */
  double get(int index);

  /** Writes a number at a position, rounded to the leaf's type. */
  void set(int index, double value);

  /**
   * A leaf of {@code float}s.
   *
   * @param path the dotted path
   * @param shape the shape
   * @param values the numbers
   */
  record Floats(String path, int[] shape, float[] values) implements Leaf {
    @Override
    public int size() {
      return values.length;
    }

    @Override
    public double get(int index) {
      return values[index];
    }

    @Override
    public void set(int index, double value) {
      values[index] = (float) value;
    }

    @Override
    public String toString() {
      return path + ": float" + Arrays.toString(shape);
    }
  }

  /**
   * A leaf of {@code double}s.
   *
   * @param path the dotted path
   * @param shape the shape
   * @param values the numbers
   */
  record Doubles(String path, int[] shape, double[] values) implements Leaf {
    @Override
    public int size() {
      return values.length;
    }

    @Override
    public double get(int index) {
      return values[index];
    }

    @Override
    public void set(int index, double value) {
      values[index] = value;
    }

    @Override
    public String toString() {
      return path + ": double" + Arrays.toString(shape);
    }
  }
}
