package dev.adjoint.testing;

/**
 * A {@link GradientCheck} of a method of three parameters.
 *
 * @param <A> the type of the first parameter
 * @param <B> the type of the second parameter
 * @param <C> the type of the third parameter
 * @param <R> the type of the method's result
 */
public final class Check3<A, B, C, R> extends Check<Check3<A, B, C, R>> {
  @SuppressWarnings("unchecked") // What at() is given.
  Check3(Method3<A, B, C, R> method, Method3<A, B, C, ?> derivative) {
    super(
        all -> method.call((A) all[0], (B) all[1], (C) all[2]),
        all -> derivative.call((A) all[0], (B) all[1], (C) all[2]));
  }

  /**
   * Adds the dot-product test.
   *
   * @param jvp the method's Jacobian-vector product
   */
  @SuppressWarnings("unchecked") // What at() is given, and tangents of the same types.
  public Check3<A, B, C, R> jvp(Tangent3<A, B, C, R> jvp) {
    return tangent(
        all -> jvp.tangent((A) all[0], (B) all[1], (C) all[2], (A) all[3], (B) all[4], (C) all[5]));
  }

  /**
   * Checks at a point, and again at each further one.
   *
   * @throws AssertionError if the derivative is wrong there
   * @throws IllegalArgumentException if the check needs to be told more
   */
  public Check3<A, B, C, R> at(A first, B second, C third) {
    return check(first, second, third);
  }
}
