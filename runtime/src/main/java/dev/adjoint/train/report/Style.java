package dev.adjoint.train.report;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The style sheet of a report. */
final class Style {
  private static final String FILE = "report.css";

  private Style() {}

  static String read() throws IOException {
    try (InputStream in = Style.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new FileNotFoundException(FILE + ": missing in the jar of the runtime");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
