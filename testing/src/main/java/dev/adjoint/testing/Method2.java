package dev.adjoint.testing;

/**
 * A method of two parameters, the object of an instance method counted as the first.
 *
 * @param <A> the type of the first parameter
 * @param <B> the type of the second parameter
 * @param <R> the type of the result
 */
@FunctionalInterface
public interface Method2<A, B, R> {
  /** Calls the method. */
  R call(A first, B second);
}
