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

  static double fractionOrOne(String name, double value) {
    return require(value >= 0 && value <= 1, name, "at least 0 and at most 1", value);
  }

  /** A factor that makes something smaller and does not end it. */
  static double decay(String name, double value) {
    return require(value > 0 && value < 1, name, "more than 0 and less than 1", value);
  }

  static double atLeastOne(String name, double value) {
    return require(
        value >= 1 && value < Double.POSITIVE_INFINITY, name, "at least 1 and finite", value);
  }

  static long positive(String name, long value) {
    if (value <= 0) {
      throw impossible(name, "positive", value);
    }
    return value;
  }

  static long notNegative(String name, long value) {
    if (value < 0) {
      throw impossible(name, "0 or positive", value);
    }
    return value;
  }

  private static double require(boolean valid, String name, String rule, double value) {
    if (!valid) {
      throw impossible(name, rule, value);
    }
    return value;
  }

  private static IllegalArgumentException impossible(String name, String rule, Object value) {
    return new IllegalArgumentException(name + " must be " + rule + ": " + value);
  }
}
