package dev.adjoint.data.csv;

import java.util.List;

/** How a CSV file is to be read, each setting with a default. */
public final class CsvSettings {
  private char delimiter = ',';
  private Header header = Header.IF_NO_NUMBERS;

  CsvSettings() {}

  /** What stands between two values; a comma by default. */
  public CsvSettings delimiter(char value) {
    delimiter = value;
    return this;
  }

  /**
   * Whether the first row names the columns. By default it does if none of its values is a number.
   */
  public CsvSettings header(boolean value) {
    header = value ? Header.ALWAYS : Header.NEVER;
    return this;
  }

  char delimiter() {
    return delimiter;
  }

  boolean isHeader(List<String> firstRow) {
    return switch (header) {
      case ALWAYS -> true;
      case NEVER -> false;
      case IF_NO_NUMBERS -> firstRow.stream().noneMatch(Numbers::isNumber);
    };
  }

  private enum Header {
    ALWAYS,
    NEVER,
    IF_NO_NUMBERS
  }
}
