package dev.adjoint.annotations;

/**
 * What can be generated for a {@link Differentiable} method {@code m} beside its gradient and its
 * pullback.
 */
public enum Mode {
  /**
   * {@code mJvp}: the value and the Jacobian-vector product, by forward mode. It takes the
   * arguments of {@code m}, and then a tangent for each that is differentiated by.
   */
  JVP,
  /**
   * {@code mHvp}: the value, the gradient and the product of the Hessian and a vector, by forward
   * mode over reverse mode, for methods with a scalar result. It takes the arguments of {@code m},
   * and then a part of the vector for each that is differentiated by.
   *
   * <p>For methods with any result, {@code mPullbackJvp}: the vector-Jacobian product and its
   * derivative. It takes the arguments of {@code m} and a seed, and then a tangent for each that is
   * differentiated by, and one for the seed.
   */
  HVP,
  /** {@code mHessian}: the matrix of second derivatives. For methods with a scalar result. */
  HESSIAN,
  /**
   * {@code mJacobian}: the matrix of first derivatives, by the mode that is cheaper or wished for.
   */
  JACOBIAN,
  /**
   * {@code mGraph}: the computation graph, with the values of a run and their adjoints, to be
   * looked at or drawn. It takes the arguments of {@code m}, and a seed if the result is no number.
   * It is for people who want to see what a method does: it keeps everything, and is slow.
   */
  GRAPH
}
