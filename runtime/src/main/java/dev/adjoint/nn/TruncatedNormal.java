package dev.adjoint.nn;

import dev.adjoint.random.RandomSource;
import dev.adjoint.tensor.Tensor;

/**
 * The normal distribution between two bounds, drawn by accepting and rejecting what is proposed
 * from the normal, the uniform or a shifted exponential distribution, whichever is accepted often
 * (Robert 1995, Simulation of truncated normal variables). Bounds far out in a tail take no longer.
 */
final class TruncatedNormal {
  private final float mean;
  private final float deviation;
  private final float low;
  private final float high;

  TruncatedNormal(float mean, float deviation, float low, float high) {
    Settings.positive("normalWithin", "deviation", deviation);
    if (!(low < high) || !Float.isFinite(mean)) {
      throw new IllegalArgumentException(
          "normalWithin: a mean and a lower bound less than the upper one expected: mean %s, bounds %s and %s"
              .formatted(mean, low, high));
    }
    this.mean = mean;
    this.deviation = deviation;
    this.low = low;
    this.high = high;
  }

  Tensor draw(RandomSource random, int... shape) {
    double from = ((double) low - mean) / deviation;
    double to = ((double) high - mean) / deviation;
    Tensor result = Tensor.zeros(shape);
    float[] elements = result.array();
    for (int i = 0; i < elements.length; i++) {
      double standard = to < 0 ? -standard(random, -to, -from) : standard(random, from, to);
      // Rounding must not lead over a bound.
      float value = (float) (mean + deviation * standard);
      elements[i] = Math.max(low, Math.min(high, value));
    }
    return result;
  }

  /** A number of the standard distribution between two bounds, the upper one not negative. */
  private static double standard(RandomSource random, double from, double to) {
    if (from <= 0) {
      return to - from > Math.sqrt(2 * Math.PI)
          ? byNormal(random, from, to)
          : byUniform(random, from, to);
    }
    double root = Math.sqrt(from * from + 4);
    double widest = 2 / (from + root) * Math.exp((from * from - from * root) / 4 + 0.5);
    return to - from > widest ? byExponential(random, from, to) : byUniform(random, from, to);
  }

  private static double byNormal(RandomSource random, double from, double to) {
    while (true) {
      double x = random.nextGaussian();
      if (x >= from && x <= to) {
        return x;
      }
    }
  }

  private static double byUniform(RandomSource random, double from, double to) {
    double nearest = Math.max(from, 0);
    while (true) {
      double x = from + (to - from) * random.nextDouble();
      if (random.nextDouble() <= StrictMath.exp((nearest * nearest - x * x) / 2)) {
        return x;
      }
    }
  }

  private static double byExponential(RandomSource random, double from, double to) {
    double rate = (from + Math.sqrt(from * from + 4)) / 2;
    while (true) {
      double x = from - StrictMath.log(1 - random.nextDouble()) / rate;
      double distance = x - rate;
      if (x <= to && random.nextDouble() <= StrictMath.exp(-distance * distance / 2)) {
        return x;
      }
    }
  }
}
