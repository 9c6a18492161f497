package dev.adjoint.optim;

import java.util.OptionalDouble;

/**
 * An optimizer at work on one model: its settings, and what it remembers from step to step.
 *
 * @param <T> the type of the model
 */
public interface OptimizerState<T> extends Resumable {
  /**
   * One step. Tensors and arrays of the model are updated in place, in the same memory.
   *
   * <p>A pullback that was taken from the model before the step is invalid after it, as is whatever
   * else still refers to the model's tensors: what it kept of the forward sweep is not the model's
   * any more. Take a new one after each step.
   *
   * @param gradient a tree of the model's structure, which is only read
   * @param learningRateFactor what the learning rate is multiplied by in this step, by a {@link
   *     Schedule}
   * @param momentum what the momentum (or {@code beta1}) is in this step, if a schedule sets it
   * @return the model, rebuilt if it has scalar parameters
   * @throws IllegalArgumentException if a structure differs from that at the start, the message
   *     naming the path; if the factor is negative or no number; or if a momentum is given to an
   *     optimizer that was made without one
   */
  T step(T model, T gradient, double learningRateFactor, OptionalDouble momentum);

  /** One step with the optimizer's own momentum. */
  default T step(T model, T gradient, double learningRateFactor) {
    return step(model, gradient, learningRateFactor, OptionalDouble.empty());
  }

  /** One step at the full learning rate. */
  default T step(T model, T gradient) {
    return step(model, gradient, 1);
  }

  /**
   * One step as a schedule has it.
   *
   * @param totalSteps how many steps the whole training has
   */
  default T step(T model, T gradient, ScheduleState schedule, long totalSteps) {
    return step(
        model,
        gradient,
        schedule.factor(steps(), totalSteps),
        schedule.momentum(steps(), totalSteps));
  }

  /** How many steps were made. */
  long steps();

  /** The learning rate of the optimizer's settings, before schedules and groups change it. */
  double learningRate();
}
