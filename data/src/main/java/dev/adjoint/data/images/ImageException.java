package dev.adjoint.data.images;

import java.io.IOException;

/** An image file that is not what was expected; the message names the file. */
public final class ImageException extends IOException {
  private static final long serialVersionUID = 1;

  ImageException(String message) {
    super(message);
  }

  ImageException(String message, Throwable cause) {
    super(message, cause);
  }
}
