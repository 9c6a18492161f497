package dev.adjoint.testing;

/**
 * A method of one parameter, the object of an instance method counted as the first.
 *
 * @param <A> the type of the first parameter
 * @param <R> the type of the result
 */
@FunctionalInterface
public interface Method1<A, R> {
  /** Calls the method. */
  R call(A first);
}
