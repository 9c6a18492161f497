package dev.adjoint.optim;

/** Rejects impossible settings by name and value. */
final class Settings {
  private Settings() {}

  static double positive(String name, double value) {
    return require(value > 0 && value < Double.POSITIVE_INFINITY, name, "positive", value);
  }

  static double notNegative(String name, double value) {
    return require(value >= 0 && value < Double.POSITIVE_INFINITY, name, "0 or positive", value);
  }

  static double fraction(String name, double value) {
    return require(value >= 0 && value < 1, name, "at least 0 and less than 1", value);
  }

  private static double require(boolean valid, String name, String rule, double value) {
    if (!valid) {
      throw new IllegalArgumentException(name + " must be " + rule + ": " + value);
    }
    return value;
  }
}
