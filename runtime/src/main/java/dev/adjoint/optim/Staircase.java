package dev.adjoint.optim;

import java.util.Arrays;

/**
 * The settings of {@link Schedules#staircase}: PyTorch's {@code StepLR} and {@code MultiStepLR}.
 */
public final class Staircase {
  private double factor = 0.1;
  private long every;
  private long[] milestones = {};

  Staircase() {}

  /** What each stair multiplies by, more than 0 and less than 1; 0.1 by default. */
  public Staircase factor(double value) {
    factor = Settings.decay("factor", value);
    return this;
  }

  /** Has a stair after each so many steps. */
  public Staircase every(long steps) {
    every = Settings.positive("every", steps);
    return this;
  }

  /** Has stairs at the steps with these numbers, from 1; one that is given twice counts twice. */
  public Staircase at(long... steps) {
    milestones = steps.clone();
    for (long step : steps) {
      Settings.positive("at", step);
    }
    return this;
  }

  Schedule build() {
    if ((every > 0) == (milestones.length > 0)) {
      throw new IllegalArgumentException(
          "a staircase needs every(steps) or at(steps), and not both: every %s, at %s"
              .formatted(every, Arrays.toString(milestones)));
    }
    double base = factor;
    long length = every;
    long[] stairs = milestones;
    return length > 0
        ? Schedule.of((step, total) -> Math.pow(base, Math.floorDiv(step, length)))
        : Schedule.of(
            (step, total) ->
                Math.pow(base, Arrays.stream(stairs).filter(at -> at <= step).count()));
  }
}
