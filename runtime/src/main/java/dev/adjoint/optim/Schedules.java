package dev.adjoint.optim;

import java.util.function.Consumer;

/** Learning rate schedules in block style, for static import. */
public final class Schedules {
  private Schedules() {}

  /** The optimizer's own learning rate at every step. */
  public static Schedule constant() {
    return (step, totalSteps) -> 1;
  }

  /**
   * A linear warm-up, then half a cosine down to the floor (Loshchilov and Hutter 2017, without
   * restarts), such as {@code cosine(c -> c.warmup(100))}.
   *
   * @throws IllegalArgumentException if a setting is impossible
   */
  public static Schedule cosine(Consumer<Cosine> settings) {
    Cosine cosine = new Cosine();
    settings.accept(cosine);
    long warmup = cosine.warmup;
    double floor = cosine.floor;
    return (step, totalSteps) -> {
      if (step < warmup) {
        return (step + 1.0) / (warmup + 1);
      }
      double progress = (double) (step - warmup) / Math.max(1, totalSteps - warmup);
      return floor + (1 - floor) * (1 + Math.cos(Math.PI * Math.min(1, progress))) / 2;
    };
  }

  /** The settings of {@link #cosine}, each with a default. */
  public static final class Cosine {
    private long warmup;
    private double floor;

    private Cosine() {}

    /** How many steps the learning rate takes to rise; 0 by default. */
    public Cosine warmup(long steps) {
      warmup = (long) Settings.notNegative("warmup", steps);
      return this;
    }

    /** The fraction of the learning rate to end at, at least 0 and less than 1; 0 by default. */
    public Cosine floor(double fraction) {
      floor = Settings.fraction("floor", fraction);
      return this;
    }
  }
}
