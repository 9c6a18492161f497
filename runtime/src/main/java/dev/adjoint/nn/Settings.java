package dev.adjoint.nn;

/** Rejects impossible settings of layers by name and value. */
final class Settings {
  private Settings() {}

  static int positive(String layer, String name, int value) {
    require(value > 0, layer, name, "positive", value);
    return value;
  }

  static int notNegative(String layer, String name, int value) {
    require(value >= 0, layer, name, "0 or positive", value);
    return value;
  }

  static float positive(String layer, String name, float value) {
    require(value > 0 && value < Float.POSITIVE_INFINITY, layer, name, "positive", value);
    return value;
  }

  static float fraction(String layer, String name, float value) {
    require(value >= 0 && value <= 1, layer, name, "from 0 to 1", value);
    return value;
  }

  /** A number that another one is a multiple of. */
  static void divides(String layer, String name, int value, String multiple, int of) {
    positive(layer, name, value);
    require(of % value == 0, layer, name, "a divisor of " + multiple + " " + of, value);
  }

  /** The padding of windows that hold at least one element each. */
  static void halfOf(String layer, String name, int value, int kernel) {
    require(value <= kernel / 2, layer, name, "at most half of kernel " + kernel, value);
  }

  private static void require(
      boolean isValid, String layer, String name, String rule, Object value) {
    if (!isValid) {
      throw new IllegalArgumentException(
          "%s: %s must be %s: %s".formatted(layer, name, rule, value));
    }
  }
}
