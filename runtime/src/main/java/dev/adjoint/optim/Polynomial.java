package dev.adjoint.optim;

/**
 * The settings of {@link Schedules#polynomial}: PyTorch's {@code PolynomialLR}, {@code floor + (1 -
 * floor) * (1 - step / steps)^power}.
 */
public final class Polynomial {
  private double power = 1;
  private double floor;
  private long steps;

  Polynomial() {}

  /** The power; 1 by default, a straight line. */
  public Polynomial power(double value) {
    power = Settings.positive("power", value);
    return this;
  }

  /** The fraction of the learning rate to end at, at least 0 and less than 1; 0 by default. */
  public Polynomial floor(double fraction) {
    floor = Settings.fraction("floor", fraction);
    return this;
  }

  /** How many steps it takes; all of the training by default. */
  public Polynomial steps(long value) {
    steps = Settings.positive("steps", value);
    return this;
  }

  Schedule build() {
    double exponent = power;
    double end = floor;
    long length = steps;
    return Schedule.of(
        (step, total) -> {
          double last = length > 0 ? length : Math.max(1, total);
          return end + (1 - end) * Math.pow(1 - Math.min(step, last) / last, exponent);
        });
  }
}
