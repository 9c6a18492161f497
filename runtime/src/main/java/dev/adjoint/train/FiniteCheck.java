package dev.adjoint.train;

/** What a training checks at each step to be finite, so that it ends where it went wrong. */
public enum FiniteCheck {
  /** The losses. */
  LOSS,

  /** The losses, and the gradients as the optimizer gets them. */
  GRADIENTS,

  /** The losses, the gradients, and the parameters after each update. */
  PARAMETERS
}
