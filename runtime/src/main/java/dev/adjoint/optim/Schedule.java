package dev.adjoint.optim;

/**
 * How the learning rate changes over the steps of a training; an immutable recipe that any number
 * of trainings can start from. {@link Schedules} has them all.
 */
@FunctionalInterface
public interface Schedule {
  /** Starts the schedule for one training. */
  ScheduleState start();

  /** A schedule that is a function of the step, from 0, and of how many steps there are. */
  static Schedule of(Factor factor) {
    ScheduleState state = factor::at;
    return () -> state;
  }

  /**
   * The product with another schedule. The momentum is that of the first of the two that has one;
   * both take notice of measures.
   */
  default Schedule times(Schedule other) {
    return () -> new ProductState(start(), other.start());
  }

  /**
   * The first steps of this schedule, as if the training had no more than those; what follows is
   * said by {@link Phase#then}.
   *
   * @throws IllegalArgumentException if the number is not positive
   */
  default Phase forSteps(long steps) {
    return new Phase(this, Settings.positive("steps", steps));
  }

  /** A factor of the learning rate. */
  @FunctionalInterface
  interface Factor {
    /**
     * The factor at a step.
     *
     * @param step the number of the step, from 0
     * @param totalSteps how many steps the whole training has
     */
    double at(long step, long totalSteps);
  }
}
