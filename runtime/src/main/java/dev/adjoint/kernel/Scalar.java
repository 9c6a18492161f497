package dev.adjoint.kernel;

/** An elementwise function of one array x and one number s. */
public enum Scalar {
  /** x * s. */
  SCALE,
  /** x + s. */
  SHIFT,
  /** x to the power of s, as {@link Math#pow} defines it. */
  POW,
  /** The slope of the leaky rectifier: 1 where x is positive, else s. */
  LEAKY_SLOPE
}
