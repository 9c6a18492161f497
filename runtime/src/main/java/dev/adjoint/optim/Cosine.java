package dev.adjoint.optim;

/**
 * The settings of {@link Schedules#cosine}: PyTorch's {@code CosineAnnealingLR}, and {@code
 * CosineAnnealingWarmRestarts} with {@link #restart}.
 */
public final class Cosine {
  private long warmup;
  private double floor;
  private long period;
  private double growth = 1;

  Cosine() {}

  /** How many steps the learning rate takes to rise, see {@link Schedules#warmup}; 0 by default. */
  public Cosine warmup(long steps) {
    warmup = Settings.notNegative("warmup", steps);
    return this;
  }

  /** The fraction of the learning rate to end at, at least 0 and less than 1; 0 by default. */
  public Cosine floor(double fraction) {
    floor = Settings.fraction("floor", fraction);
    return this;
  }

  /** Starts again at the full learning rate after each so many steps. */
  public Cosine restart(long steps) {
    return restart(steps, 1);
  }

  /**
   * Starts again at the full learning rate, each time after more steps.
   *
   * @param steps how many steps the first period has
   * @param factor how many times as many steps each period has as the one before, at least 1
   */
  public Cosine restart(long steps, int factor) {
    period = Settings.positive("restart", steps);
    growth = Settings.atLeastOne("restart factor", factor);
    return this;
  }

  Schedule build() {
    double end = floor;
    long first = period;
    double factor = growth;
    Schedule falling =
        Schedule.of(
            (step, total) -> {
              double progress =
                  first > 0
                      ? progress(step, first, factor)
                      : Math.min(1, (double) step / Math.max(1, total));
              return end + (1 - end) * (1 + Math.cos(Math.PI * progress)) / 2;
            });
    return warmup > 0 ? Schedules.warmup(warmup).then(falling) : falling;
  }

  /** How much of its period a step has behind it. */
  private static double progress(long step, long first, double factor) {
    if (factor == 1) {
      return (double) (step % first) / first;
    }
    double start = 0;
    double length = first;
    while (step >= start + length) {
      start += length;
      length *= factor;
    }
    return (step - start) / length;
  }
}
