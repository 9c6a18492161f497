package dev.adjoint.testing;

/**
 * A method of three parameters, the object of an instance method counted as the first.
 *
 * @param <A> the type of the first parameter
 * @param <B> the type of the second parameter
 * @param <C> the type of the third parameter
 * @param <R> the type of the result
 */
@FunctionalInterface
public interface Method3<A, B, C, R> {
  /** Calls the method. */
  R call(A first, B second, C third);
}
