package dev.adjoint.testing;

/**
 * A {@link GradientCheck} of a method of two parameters.
 *
 * @param <A> the type of the first parameter
 * @param <B> the type of the second parameter
 * @param <R> the type of the method's result
 */
public final class Check2<A, B, R> extends Check<Check2<A, B, R>> {
  @SuppressWarnings("unchecked") // What at() is given.
  Check2(Method2<A, B, R> method, Method2<A, B, ?> derivative) {
    super(
        all -> method.call((A) all[0], (B) all[1]), all -> derivative.call((A) all[0], (B) all[1]));
  }

  /**
   * Adds the dot-product test.
   *
   * @param jvp the method's Jacobian-vector product
   */
  @SuppressWarnings("unchecked") // What at() is given, and tangents of the same types.
  public Check2<A, B, R> jvp(Tangent2<A, B, R> jvp) {
    return tangent(all -> jvp.tangent((A) all[0], (B) all[1], (A) all[2], (B) all[3]));
  }

  /**
   * Checks at a point, and again at each further one.
   *
   * @throws AssertionError if the derivative is wrong there
   * @throws IllegalArgumentException if the check needs to be told more
   */
  public Check2<A, B, R> at(A first, B second) {
    return check(first, second);
  }
}
