package dev.adjoint.testing;

/**
 * A {@link GradientCheck} of a method of one parameter.
 *
 * @param <A> the type of the first parameter
 * @param <R> the type of the method's result
 */
public final class Check1<A, R> extends Check<Check1<A, R>> {
  @SuppressWarnings("unchecked") // What at() is given.
  Check1(Method1<A, R> method, Method1<A, ?> derivative) {
    super(all -> method.call((A) all[0]), all -> derivative.call((A) all[0]));
  }

  /**
   * Adds the dot-product test.
   *
   * @param jvp the method's Jacobian-vector product
   */
  @SuppressWarnings("unchecked") // What at() is given, and tangents of the same types.
  public Check1<A, R> jvp(Tangent1<A, R> jvp) {
    return tangent(all -> jvp.tangent((A) all[0], (A) all[1]));
  }

  /**
   * Checks at a point, and again at each further one.
   *
   * @throws AssertionError if the derivative is wrong there
   * @throws IllegalArgumentException if the check needs to be told more
   */
  public Check1<A, R> at(A first) {
    return check(first);
  }
}
