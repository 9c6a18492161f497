package dev.adjoint;

/** How a Jacobian is made. */
public enum Direction {
  /**
   * Column by column in forward mode: one Jacobian-vector product for each number of the inputs.
   */
  FORWARD,

  /** Row by row in reverse mode: one application of a pullback for each number of the value. */
  REVERSE,

  /**
   * Forward where there are fewer inputs than outputs, and else in reverse: a product costs about
   * the same either way.
   */
  CHEAPER;

  /** Whether a Jacobian of some size is made in forward mode. */
  public boolean isForward(Basis inputs, Basis outputs) {
    return this == FORWARD || (this == CHEAPER && inputs.size() < outputs.size());
  }
}
