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
  LEAKY_SLOPE,
  /** The larger of x and s; NaN if either is. */
  AT_LEAST,
  /** The smaller of x and s; NaN if either is. */
  AT_MOST,
  /** The remainder of x divided by s, with the sign of s. */
  REMAINDER,
  /** 1 where x &gt; s, else 0. */
  GREATER,
  /** 1 where x &gt;= s, else 0. */
  GREATER_OR_EQUAL,
  /** 1 where x &lt; s, else 0. */
  LESS,
  /** 1 where x &lt;= s, else 0. */
  LESS_OR_EQUAL,
  /** 1 where x = s, else 0. */
  EQUAL,
  /** 1 where x and s differ, or either is NaN, else 0. */
  NOT_EQUAL
}
