package dev.adjoint.optim;

/**
 * The settings of {@link Schedules#reduceOnPlateau}: PyTorch's {@code ReduceLROnPlateau}. The
 * measure is what a training validates by, or the mean loss of an epoch; smaller is better unless
 * {@link #maximize} is set. A measure that is no number is no improvement.
 */
public final class ReduceOnPlateau {
  private double factor = 0.1;
  private long patience = 10;
  private long cooldown;
  private double threshold = 1e-4;
  private boolean isAbsolute;
  private boolean isMaximized;
  private double floor;

  ReduceOnPlateau() {}

  /** What the learning rate is multiplied by, more than 0 and less than 1; 0.1 by default. */
  public ReduceOnPlateau factor(double value) {
    factor = Settings.decay("factor", value);
    return this;
  }

  /** How many measures without improvement are let pass; 10 by default. */
  public ReduceOnPlateau patience(long measures) {
    patience = Settings.notNegative("patience", measures);
    return this;
  }

  /** How many measures after a reduction do not count; 0 by default. */
  public ReduceOnPlateau cooldown(long measures) {
    cooldown = Settings.notNegative("cooldown", measures);
    return this;
  }

  /** By which fraction of the best measure one has to be better; 1e-4 by default. */
  public ReduceOnPlateau threshold(double fraction) {
    threshold = Settings.notNegative("threshold", fraction);
    isAbsolute = false;
    return this;
  }

  /** By how much a measure has to be better than the best one. */
  public ReduceOnPlateau absoluteThreshold(double value) {
    threshold = Settings.notNegative("absoluteThreshold", value);
    isAbsolute = true;
    return this;
  }

  /** Greater measures are better. */
  public ReduceOnPlateau maximize() {
    isMaximized = true;
    return this;
  }

  /** The fraction of the learning rate to end at, at least 0 and less than 1; 0 by default. */
  public ReduceOnPlateau floor(double fraction) {
    floor = Settings.fraction("floor", fraction);
    return this;
  }

  Schedule build() {
    Rule rule = new Rule(factor, patience, cooldown, threshold, isAbsolute, isMaximized, floor);
    return () -> new PlateauState(rule);
  }

  /** The settings of a schedule, which do not change any more. */
  record Rule(
      double factor,
      long patience,
      long cooldown,
      double threshold,
      boolean isAbsolute,
      boolean isMaximized,
      double floor) {
    double worst() {
      return isMaximized ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }

    boolean isBetter(double metric, double best) {
      if (isMaximized) {
        return metric > (isAbsolute ? best + threshold : best * (1 + threshold));
      }
      return metric < (isAbsolute ? best - threshold : best * (1 - threshold));
    }
  }
}
