package dev.adjoint;

/**
 * The value of a function, and the way back from it.
 *
 * <p>The residuals are references, not copies: a pullback is invalid once tensors or arrays that it
 * was made from have been updated in place. It may be applied more than once. In a step of a {@link
 * Workspace} it counts among the readers of tensors that it keeps.
 *
 * @param <Y> the type of the value
 * @param <G> the type of the vector-Jacobian product
 */
public interface Pullback<Y, G> {
  /** The value. */
  Y value();

  /**
   * The vector-Jacobian product, in memory of its own.
   *
   * @param seed the adjoint of the value, with the value's structure and shapes
   */
  G apply(Y seed);

  /**
   * As {@link #apply(Object)}, for the last time perhaps: then the residuals that are in the memory
   * of an open {@link Workspace} go back to it as soon as nothing reads them any more, and the
   * pullback must not be applied again.
   *
   * @param isLast whether the pullback is not applied again
   */
  default G apply(Y seed, boolean isLast) {
    return apply(seed);
  }
}
