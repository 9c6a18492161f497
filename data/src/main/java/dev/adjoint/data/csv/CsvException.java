package dev.adjoint.data.csv;

import java.io.IOException;

/** A CSV file that is not what was expected; the message names the file and the place in it. */
public final class CsvException extends IOException {
  private static final long serialVersionUID = 1;

  /**
   * Creates the exception.
   *
   * @param message names the file, the place, what was found and what was expected, such as {@code
   *     digits.csv, line 3, column 65: 12 found, expected a label from 0 to 9}
   */
  public CsvException(String message) {
    super(message);
  }

  CsvException(String message, Throwable cause) {
    super(message, cause);
  }
}
