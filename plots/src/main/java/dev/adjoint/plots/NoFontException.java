package dev.adjoint.plots;

import java.io.IOException;
import java.io.Serial;

/** Tells that the machine has no font to draw with; the message has the remedy. */
public final class NoFontException extends IOException {
  @Serial private static final long serialVersionUID = 1;

  NoFontException(String message, Throwable cause) {
    super(message, cause);
  }
}
