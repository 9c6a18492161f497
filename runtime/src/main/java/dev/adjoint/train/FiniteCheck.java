package dev.adjoint.train;

/** What a training checks at each step to be finite, so that it ends where it went wrong. */
public enum FiniteCheck {
  /**
   * The losses. Where one is not finite the message names the first parameter that is not, which
   * the step before has spoilt. This costs nothing.
   */
  LOSS,

  /**
   * The losses, and the gradients as the optimizer gets them: what goes wrong is told a step
   * earlier. This takes time in each step.
   */
  GRADIENTS,

  /** The losses, the gradients, and the parameters after each update. */
  PARAMETERS
}
