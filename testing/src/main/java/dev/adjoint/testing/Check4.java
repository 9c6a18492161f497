package dev.adjoint.testing;

/**
 * A {@link GradientCheck} of a method of four parameters.
 *
 * @param <A> the type of the first parameter
 * @param <B> the type of the second parameter
 * @param <C> the type of the third parameter
 * @param <D> the type of the fourth parameter
 * @param <R> the type of the method's result
 */
public final class Check4<A, B, C, D, R> extends Check<Check4<A, B, C, D, R>> {
  @SuppressWarnings("unchecked") // What at() is given.
  Check4(Method4<A, B, C, D, R> method, Method4<A, B, C, D, ?> derivative) {
    super(
        all -> method.call((A) all[0], (B) all[1], (C) all[2], (D) all[3]),
        all -> derivative.call((A) all[0], (B) all[1], (C) all[2], (D) all[3]));
  }

  /**
   * Adds the dot-product test.
   *
   * @param jvp the method's Jacobian-vector product
   */
  @SuppressWarnings("unchecked") // What at() is given, and tangents of the same types.
  public Check4<A, B, C, D, R> jvp(Tangent4<A, B, C, D, R> jvp) {
    return tangent(
        all ->
            jvp.tangent(
                (A) all[0],
                (B) all[1],
                (C) all[2],
                (D) all[3],
                (A) all[4],
                (B) all[5],
                (C) all[6],
                (D) all[7]));
  }

  /**
   * Checks at a point, and again at each further one.
   *
   * @throws AssertionError if the derivative is wrong there
   * @throws IllegalArgumentException if the check needs to be told more
   */
  public Check4<A, B, C, D, R> at(A first, B second, C third, D fourth) {
    return check(first, second, third, fourth);
  }
}
