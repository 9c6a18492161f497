package dev.adjoint.optim;

/**
 * An optimizer at work on one model: its settings, and what it remembers from step to step.
 *
 * @param <T> the type of the model
 */
public interface OptimizerState<T> {
  /**
   * One step. Tensors and arrays of the model are updated in place.
   *
   * @param gradient a tree of the model's structure
   * @param learningRateFactor what the learning rate is multiplied by in this step, by a {@link
   *     Schedule}
   * @return the model, rebuilt if it has scalar parameters
   * @throws IllegalArgumentException if a structure differs from that at the start; the message
   *     names the path
   */
  T step(T model, T gradient, double learningRateFactor);

  /** One step at the full learning rate. */
  default T step(T model, T gradient) {
    return step(model, gradient, 1);
  }

  /** How many steps were made. */
  long steps();
}
