package dev.adjoint.train.log;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Writes to a file. */
@FunctionalInterface
interface Writing {
  void run() throws IOException;

  static void unchecked(Writing action) {
    try {
      action.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
