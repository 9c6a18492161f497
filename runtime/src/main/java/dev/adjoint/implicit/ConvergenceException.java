package dev.adjoint.implicit;

/** No solution was found: of an equation, or of the linear equations that its derivative solves. */
public final class ConvergenceException extends RuntimeException {
  private static final long serialVersionUID = 1;

  ConvergenceException(String message) {
    super(message);
  }
}
