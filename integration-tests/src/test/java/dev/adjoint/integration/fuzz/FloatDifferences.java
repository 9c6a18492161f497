package dev.adjoint.integration.fuzz;

import java.util.function.ToDoubleFunction;

/**
 * Central differences of a function in single precision along one axis: with the steps h, h/2 and
 * h/4, where h is 1/32 of a coordinate, or 1/32 near zero, extrapolated twice (Richardson). How far
 * the extrapolations lie apart tells what truncation and rounding leave of them.
 */
final class FloatDifferences {
  private static final double STEP = 1.0 / 32;

  /** Differences are trusted if they are known to this, relative to 1 and to themselves. */
  private static final double KNOWN = 1e-2;

  private final ToDoubleFunction<double[]> function;
  private final double[] point;
  private final double value;

  FloatDifferences(ToDoubleFunction<double[]> function, double[] point) {
    this.function = function;
    this.point = point;
    this.value = function.applyAsDouble(point);
  }

  /**
   * What differences say of a partial derivative.
   *
   * @param slope what they extrapolate to
   * @param error about how far that may be off
   */
  record Estimate(double slope, double error) {
    private static final Estimate NONE = new Estimate(Double.NaN, Double.NaN);

    /** Whether it is known well enough to be compared with. */
    boolean isKnown() {
      return error <= KNOWN * Math.max(1, Math.abs(slope));
    }

    /** Whether a derivative cannot be this one. */
    boolean excludes(double derivative) {
      double bound = 4 * error + 2e-3 * Math.max(1, Math.abs(slope));
      return isKnown() && !(Math.abs(derivative - slope) <= bound);
    }
  }

  /** The derivative along an axis. */
  Estimate along(int axis) {
    double h = STEP * Math.max(1, Math.abs(point[axis]));
    double[] slopes = new double[3];
    double[] bends = new double[3];
    for (int i = 0; i < slopes.length; i++, h /= 2) {
      double up = moved(axis, h);
      double down = moved(axis, -h);
      slopes[i] = (up - down) / (2 * h);
      bends[i] = (up - 2 * value + down) / h;
    }
    double rounding = 4 * Math.ulp((float) value) / (4 * h);
    // Where the slope jumps, the bend does not shrink with the step.
    if (Math.abs(bends[2]) > 0.6 * Math.abs(bends[0]) + rounding + 1e-3) {
      return Estimate.NONE;
    }
    double first = (4 * slopes[1] - slopes[0]) / 3;
    double second = (4 * slopes[2] - slopes[1]) / 3;
    double best = (16 * second - first) / 15;
    return new Estimate(best, Math.abs(best - second) + Math.abs(second - first) + rounding);
  }

  private double moved(int axis, double by) {
    double[] other = point.clone();
    other[axis] += by;
    return function.applyAsDouble(other);
  }
}
