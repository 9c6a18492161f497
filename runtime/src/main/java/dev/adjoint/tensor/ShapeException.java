package dev.adjoint.tensor;

/**
 * Operands whose shapes do not fit, in the words in which the compiler reports the same mistake.
 */
public final class ShapeException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  /**
   * Creates the exception.
   *
   * @param message names the operation and the shapes, such as {@code matmul: inner dimensions
   *     differ: [32, 784] x [128, 10]}
   */
  public ShapeException(String message) {
    super(message);
  }
}
