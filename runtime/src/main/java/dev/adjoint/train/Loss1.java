package dev.adjoint.train;

import dev.adjoint.ValueAndGradient;

/** The value and the gradient of a loss that is computed from one part of the data. */
@FunctionalInterface
public interface Loss1<M, X> {
  /** The loss of a model on some examples, and its gradient by the model. */
  ValueAndGradient<M> apply(M model, X x);
}
