package dev.adjoint.testing;

import dev.adjoint.Pullback;
import dev.adjoint.ScalarPullback;
import dev.adjoint.ValueAndGradient;
import java.util.function.Function;

/**
 * What a generated method returned.
 *
 * @param value the value of the method
 * @param isScalar whether the value is a number, if need be widened
 * @param isPullback whether it takes any seed, and more than one
 * @param pull from the adjoint of the value to the gradient
 */
record Derivative(
    Object value, boolean isScalar, boolean isPullback, Function<Object, Object> pull) {

  static Derivative of(Object generated) {
    if (generated instanceof ValueAndGradient<?> both) {
      return new Derivative(both.value(), true, false, seed -> both.gradient());
    } else if (generated instanceof ScalarPullback<?> pullback) {
      return new Derivative(
          pullback.value(), true, true, seed -> pullback.apply(((Number) seed).doubleValue()));
    } else if (generated instanceof Pullback<?, ?> pullback) {
      return new Derivative(pullback.value(), false, true, seed -> apply(pullback, seed));
    }
    throw new IllegalArgumentException(
        "neither a gradient nor a pullback: "
            + generated
            + "; give the generated method, such as FooGrad::f or FooGrad::fPullback");
  }

  @SuppressWarnings("unchecked") // The seed is made from the pullback's own value.
  private static <Y> Object apply(Pullback<Y, ?> pullback, Object seed) {
    return pullback.apply((Y) seed);
  }

  /** The gradient for an adjoint of the value. */
  Object apply(Object seed) {
    return pull.apply(seed);
  }
}
