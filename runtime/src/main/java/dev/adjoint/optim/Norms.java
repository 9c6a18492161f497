package dev.adjoint.optim;

import dev.adjoint.Leaf;

/** Euclidean norms, added up in {@code double} in a fixed order, and leaves made shorter. */
final class Norms {
  private Norms() {}

  static double norm(Leaf leaf) {
    return Math.sqrt(sumOfSquares(leaf));
  }

  static double sumOfSquares(Leaf leaf) {
    return leaf instanceof Leaf.Floats floats
        ? sumOfSquares(floats.values(), floats.values().length)
        : sumOfSquares(((Leaf.Doubles) leaf).values());
  }

  /** The first numbers' squares, in four sums, since each addition waits for the one before. */
  static double sumOfSquares(float[] x, int count) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int i = 0;
    for (; i + 3 < count; i += 4) {
      a += (double) x[i] * x[i];
      b += (double) x[i + 1] * x[i + 1];
      c += (double) x[i + 2] * x[i + 2];
      d += (double) x[i + 3] * x[i + 3];
    }
    for (; i < count; i++) {
      a += (double) x[i] * x[i];
    }
    return a + b + (c + d);
  }

  private static double sumOfSquares(double[] x) {
    double sum = 0;
    for (double value : x) {
      sum += value * value;
    }
    return sum;
  }

  /** Multiplies every number in place; a factor of 1 leaves all bits as they are. */
  static void scale(Leaf leaf, double factor) {
    if (factor == 1) {
      return;
    }
    if (leaf instanceof Leaf.Floats floats) {
      float[] values = floats.values();
      float by = (float) factor;
      Ranges.share(
          values.length,
          (from, to) -> {
            for (int i = from; i < to; i++) {
              values[i] *= by;
            }
          });
    } else {
      double[] values = ((Leaf.Doubles) leaf).values();
      for (int i = 0; i < values.length; i++) {
        values[i] *= factor;
      }
    }
  }
}
