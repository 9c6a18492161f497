package dev.adjoint;

import dev.adjoint.tensor.Tensor;

/**
 * Receives the leaves of a parameter tree in the order of its components.
 *
 * <p>An array of arrays is visited row by row, with the row's number as a further element of the
 * path.
 */
public interface LeafVisitor {
  /** Visits a scalar. */
  void visit(String path, double value);

  /** Visits a scalar. */
  void visit(String path, float value);

  /** Visits an array, which is the tree's own. */
  void visit(String path, double[] value);

  /** Visits an array, which is the tree's own. */
  void visit(String path, float[] value);

  /** Visits a tensor, which is the tree's own. */
  void visit(String path, Tensor value);

  /** Visits the rows. */
  default void visit(String path, double[][] value) {
    for (int i = 0; i < value.length; i++) {
      visit(path + "." + i, value[i]);
    }
  }

  /** Visits the rows. */
  default void visit(String path, float[][] value) {
    for (int i = 0; i < value.length; i++) {
      visit(path + "." + i, value[i]);
    }
  }

  /** Visits the rows of each matrix. */
  default void visit(String path, double[][][] value) {
    for (int i = 0; i < value.length; i++) {
      visit(path + "." + i, value[i]);
    }
  }

  /** Visits the rows of each matrix. */
  default void visit(String path, float[][][] value) {
    for (int i = 0; i < value.length; i++) {
      visit(path + "." + i, value[i]);
    }
  }
}
