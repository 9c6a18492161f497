package dev.adjoint.optim;

/** How the learning rate changes over the steps of a training. */
@FunctionalInterface
public interface Schedule {
  /**
   * What the optimizer's learning rate is multiplied by.
   *
   * @param step the number of the step, from 0
   * @param totalSteps how many steps the whole training has
   */
  double factor(long step, long totalSteps);
}
