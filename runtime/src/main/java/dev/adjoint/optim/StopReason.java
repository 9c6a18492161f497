package dev.adjoint.optim;

/** Why a minimization stopped. */
public enum StopReason {
  /** The gradient is as small as the tolerance. */
  GRADIENT,
  /** The parameters or the value changed less than the tolerance. */
  CHANGE,
  /** The iterations that were allowed are used up. */
  ITERATIONS,
  /**
   * No step leads further down, for example because the value is not precise enough to tell, or the
   * gradient is not that of the value.
   */
  NO_DESCENT
}
