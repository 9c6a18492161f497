package dev.adjoint;

/**
 * The value of a scalar function, and the way back from it.
 *
 * <p>The residuals are references, not copies: a pullback is invalid once tensors or arrays that it
 * was made from have been updated in place. It may be applied more than once.
 *
 * @param <G> the type of the gradient
 */
public interface ScalarPullback<G> {
  /** The value; a {@code float} result is widened exactly. */
  double value();

  /**
   * The gradient multiplied by a number, in memory of its own.
   *
   * @param seed the adjoint of the value; 1 gives the gradient
   */
  G apply(double seed);

  /**
   * As {@link #apply(double)}, for the last time perhaps: then the residuals that are in the memory
   * of an open {@link Workspace} go back to it as soon as nothing reads them any more, and the
   * pullback must not be applied again.
   *
   * @param isLast whether the pullback is not applied again
   */
  default G apply(double seed, boolean isLast) {
    return apply(seed);
  }
}
