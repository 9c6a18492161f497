package dev.adjoint.testing;

/**
 * A method of four parameters, the object of an instance method counted as the first.
 *
 * @param <A> the type of the first parameter
 * @param <B> the type of the second parameter
 * @param <C> the type of the third parameter
 * @param <D> the type of the fourth parameter
 * @param <R> the type of the result
 */
@FunctionalInterface
public interface Method4<A, B, C, D, R> {
  /** Calls the method. */
  R call(A first, B second, C third, D fourth);
}
