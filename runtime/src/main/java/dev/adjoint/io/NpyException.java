package dev.adjoint.io;

import java.io.IOException;

/** Npy data that is not what it should be; the file's path is added where it is known. */
final class NpyException extends IOException {
  private static final long serialVersionUID = 1;

  NpyException(String message) {
    super(message);
  }
}
