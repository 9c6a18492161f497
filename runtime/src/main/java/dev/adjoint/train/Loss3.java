package dev.adjoint.train;

import dev.adjoint.ValueAndGradient;

/** The value and the gradient of a loss that is computed from three parts of the data. */
@FunctionalInterface
public interface Loss3<M, X, Y, Z> {
  /** The loss of a model on some examples, and its gradient by the model. */
  ValueAndGradient<M> apply(M model, X x, Y y, Z z);
}
