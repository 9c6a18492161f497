package dev.adjoint.io;

/** A header that breaks the format; the file's path is added where it is known. */
final class HeaderException extends RuntimeException {
  private static final long serialVersionUID = 1;

  HeaderException(String message) {
    super(message);
  }
}
