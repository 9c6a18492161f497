package dev.adjoint.tensor;

import java.util.Arrays;

/** A matrix that cannot be factorized, because it is singular or not positive definite. */
public final class DecompositionException extends ArithmeticException {
  private static final long serialVersionUID = 1;

  /** Says what is wrong. */
  public DecompositionException(String message) {
    super(message);
  }

  /** Says which matrix of a batch is wrong: which one of how many with leading axes. */
  static DecompositionException of(String operation, int matrix, int[] shape, String problem) {
    String which = "the matrix";
    if (shape.length > 2) {
      int[] index = new int[shape.length - 2];
      int rest = matrix;
      for (int axis = index.length - 1; axis >= 0; axis--) {
        index[axis] = rest % shape[axis];
        rest /= shape[axis];
      }
      which = "matrix " + Arrays.toString(index);
    }
    return new DecompositionException(
        "%s: %s of %s is %s".formatted(operation, which, Arrays.toString(shape), problem));
  }
}
