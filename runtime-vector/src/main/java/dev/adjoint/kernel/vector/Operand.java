package dev.adjoint.kernel.vector;

/**
 * A matrix in an array.
 *
 * @param array where the numbers are
 * @param start where the first of them is
 * @param stride how far it is from one stored row to the next
 * @param transposed whether the stored rows are the matrix's columns
 */
record Operand(float[] array, int start, int stride, boolean transposed) {
  /** The same numbers with rows and columns exchanged. */
  Operand transpose() {
    return new Operand(array, start, stride, !transposed);
  }

  /** Where an element is. */
  int index(int row, int column) {
    return transposed ? start + column * stride + row : start + row * stride + column;
  }
}
