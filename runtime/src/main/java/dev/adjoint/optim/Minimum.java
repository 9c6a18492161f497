package dev.adjoint.optim;

/**
 * Where a {@link Lbfgs}, a {@link LevenbergMarquardt} or an {@link Optimizer} came to.
 *
 * @param model the model with the least value that was found, in memory of its own
 * @param value the value: the loss, or half the sum of the squares of the residuals
 * @param largestGradient the largest absolute value in the gradient
 * @param iterations how many iterations were made
 * @param evaluations how often the loss, or the residuals, were computed
 * @param reason why it stopped
 * @param <T> the type of the model
 */
public record Minimum<T>(
    T model,
    double value,
    double largestGradient,
    int iterations,
    int evaluations,
    StopReason reason) {
  /** Whether it stopped because a tolerance was met. */
  public boolean hasConverged() {
    return reason == StopReason.GRADIENT || reason == StopReason.CHANGE;
  }
}
