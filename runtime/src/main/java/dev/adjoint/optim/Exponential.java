package dev.adjoint.optim;

/** The settings of {@link Schedules#exponential}: PyTorch's {@code ExponentialLR}. */
public final class Exponential {
  private double decay;
  private long steps = 1;

  Exponential() {}

  /** What the learning rate is multiplied by, more than 0 and less than 1; has to be set. */
  public Exponential decay(double value) {
    decay = Settings.decay("decay", value);
    return this;
  }

  /** In how many steps it is multiplied by that; in 1 by default. */
  public Exponential every(long value) {
    steps = Settings.positive("every", value);
    return this;
  }

  Schedule build() {
    double base = Settings.decay("decay", decay);
    double length = steps;
    return Schedule.of((step, total) -> Math.pow(base, step / length));
  }
}
