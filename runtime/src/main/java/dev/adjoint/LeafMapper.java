package dev.adjoint;

import dev.adjoint.tensor.Tensor;

/**
 * Replaces the leaves of a parameter tree, in the order of its components.
 *
 * <p>An array of arrays is mapped row by row into a new outer array, with the row's number as a
 * further element of the path.
 */
public interface LeafMapper {
  /** The scalar to put in place of {@code value}. */
  double map(String path, double value);

  /** The scalar to put in place of {@code value}. */
  float map(String path, float value);

  /** The array to put in place of {@code value}, which is the tree's own. */
  double[] map(String path, double[] value);

  /** The array to put in place of {@code value}, which is the tree's own. */
  float[] map(String path, float[] value);

  /** The tensor to put in place of {@code value}, which is the tree's own. */
  Tensor map(String path, Tensor value);

  /** Maps the rows. */
  default double[][] map(String path, double[][] value) {
    double[][] mapped = new double[value.length][];
    for (int i = 0; i < value.length; i++) {
      mapped[i] = map(path + "." + i, value[i]);
    }
    return mapped;
  }

  /** Maps the rows. */
  default float[][] map(String path, float[][] value) {
    float[][] mapped = new float[value.length][];
    for (int i = 0; i < value.length; i++) {
      mapped[i] = map(path + "." + i, value[i]);
    }
    return mapped;
  }

  /** Maps the rows of each matrix. */
  default double[][][] map(String path, double[][][] value) {
    double[][][] mapped = new double[value.length][][];
    for (int i = 0; i < value.length; i++) {
      mapped[i] = map(path + "." + i, value[i]);
    }
    return mapped;
  }

  /** Maps the rows of each matrix. */
  default float[][][] map(String path, float[][][] value) {
    float[][][] mapped = new float[value.length][][];
    for (int i = 0; i < value.length; i++) {
      mapped[i] = map(path + "." + i, value[i]);
    }
    return mapped;
  }
}
