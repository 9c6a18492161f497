package dev.adjoint.testing;

/**
 * The Jacobian-vector product of a method of three parameters.
 *
 * @param <A> the type of the first parameter
 * @param <B> the type of the second parameter
 * @param <C> the type of the third parameter
 * @param <R> the type of the method's result, and of its tangent
 */
@FunctionalInterface
public interface Tangent3<A, B, C, R> {
  /**
   * The tangent of the result.
   *
   * <p>The arguments come first, then a tangent for each, of the same type. That of an argument
   * which is not differentiated by is zero; that of something without a derivative, such as an
   * {@code int}, is the argument itself.
   */
  R tangent(A first, B second, C third, A firstDot, B secondDot, C thirdDot);
}
