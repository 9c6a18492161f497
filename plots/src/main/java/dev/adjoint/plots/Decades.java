package dev.adjoint.plots;

import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * A logarithmic axis over many powers of ten, as an axis of exponents.
 *
 * @param from the least exponent
 * @param to the greatest one
 */
record Decades(double from, double to) {
  /** That of an axis that is not logarithmic. */
  static final Decades NONE = new Decades(0, 0);

  /** Those that numbers take, as far as they are positive. */
  static Decades of(Stream<double[]> numbers) {
    double[] logs =
        numbers
            .flatMapToDouble(DoubleStream::of)
            .filter(v -> v > 0 && v < Double.POSITIVE_INFINITY)
            .map(Math::log10)
            .toArray();
    return logs.length == 0
        ? NONE
        : new Decades(
            Math.floor(DoubleStream.of(logs).min().orElse(0)),
            Math.ceil(DoubleStream.of(logs).max().orElse(0)));
  }

  double count() {
    return to - from;
  }

  /** The exponents of numbers; none for what is not positive. */
  static double[] exponents(double[] numbers) {
    return DoubleStream.of(numbers).map(v -> v > 0 ? Math.log10(v) : Double.NaN).toArray();
  }

  /** A power of ten; nothing between two of them. */
  static String label(double exponent) {
    long power = Math.round(exponent);
    if (Math.abs(exponent - power) > 1e-6) {
      return "";
    } else if (power >= -3 && power <= 3) {
      return power < 0
          ? String.format(Locale.ROOT, "%." + -power + "f", Math.pow(10, power))
          : String.valueOf((long) Math.pow(10, power));
    }
    return "1e" + power;
  }
}
