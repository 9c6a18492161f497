package dev.adjoint.testing;

import java.util.Arrays;
import java.util.Random;

/**
 * The adjoint of a result: the weights with which its numbers are summed up.
 *
 * @param values reads results
 * @param weights the weights
 * @param result the method's own result
 * @param value the weights in the structure of the result
 */
record Seed(Values values, double[] weights, Object result, Object value) {

  /** Random weights, or 1 where the derivative is that of the value alone. */
  static Seed of(Values values, Object result, Derivative derivative) {
    values.requireTree(result, "the result");
    double[] numbers = values.flatten(result);
    if (numbers.length == 0) {
      throw new IllegalArgumentException("the result has no number to differentiate: " + result);
    }
    double[] weights = new double[numbers.length];
    Arrays.fill(weights, 1);
    if (derivative.isPullback()) {
      Random random = new Random(1);
      for (int i = 0; i < weights.length; i++) {
        weights[i] = (float) (random.nextBoolean() ? 1 : -1) * (0.5f + random.nextFloat());
      }
    }
    Object seed = derivative.isScalar() ? weights[0] : values.unflatten(result, weights);
    return new Seed(values, weights, result, seed);
  }

  /** The weighted sum of the numbers of a result. */
  double times(Object other) {
    double[] numbers = values.flatten(other);
    if (numbers.length != weights.length) {
      throw new AssertionError(
          "near the point the result has another size: "
              + numbers.length
              + " instead of "
              + weights.length);
    }
    double sum = 0;
    for (int i = 0; i < numbers.length; i++) {
      sum += weights[i] * numbers[i];
    }
    return sum;
  }

  /** The weighted sum of the sizes of the numbers of a result. */
  double magnitude(Object other) {
    double[] numbers = values.flatten(other);
    double sum = 0;
    for (int i = 0; i < numbers.length; i++) {
      sum += Math.abs(weights[i] * numbers[i]);
    }
    return sum;
  }

  /** Checks that the value which came with a derivative is the method's own, to the bit. */
  void requireSameValue(Object other) {
    double[] expected = values.flatten(result);
    double[] found = values.flatten(other);
    if (!Arrays.equals(expected, found)) {
      throw new AssertionError(
          "the derivative comes with another value than the method's own: expected "
              + Arrays.toString(expected)
              + ", found "
              + Arrays.toString(found));
    }
  }
}
