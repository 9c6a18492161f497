package dev.adjoint.data.csv;

import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** Decimal numbers; Java's own parser also takes {@code 1f}, {@code 0x1p3} and {@code NaN}. */
final class Numbers {
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?");

  private Numbers() {}

  static boolean isNumber(String text) {
    return parse(text).isPresent();
  }

  /** The number that a text is, if it is a finite one. */
  static OptionalDouble parse(String text) {
    String trimmed = text.strip();
    if (!DECIMAL.matcher(trimmed).matches()) {
      return OptionalDouble.empty();
    }
    double number = Double.parseDouble(trimmed);
    return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
  }
}
