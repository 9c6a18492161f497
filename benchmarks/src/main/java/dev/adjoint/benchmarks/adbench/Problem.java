package dev.adjoint.benchmarks.adbench;

import dev.adjoint.ValueAndGradient;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.stream.DoubleStream;

/** An objective at a point, with both of its gradients. */
interface Problem {
  String name();

  double objective();

  /** What Adjoint writes: the value and the gradient. */
  ValueAndGradient<?> generated();

  /** What was written by hand: the value and the gradient. */
  ValueAndGradient<?> byHand();

  /** The value that an independent implementation gives, NaN if there is none. */
  double expectedValue();

  /** The gradient that an independent implementation gives, or the part of it that is known. */
  double[] expectedGradient();

  /** The part of a gradient that {@link #expectedGradient} is about. */
  default double[] known(double[] gradient) {
    return gradient;
  }

  /** All numbers of a gradient in order: of an array, of arrays, of a record of arrays. */
  static double[] flatten(Object gradient) {
    if (gradient instanceof double[] numbers) {
      return numbers;
    } else if (gradient instanceof double[][] parts) {
      return Arrays.stream(parts).flatMapToDouble(DoubleStream::of).toArray();
    } else if (gradient instanceof Record) {
      return Arrays.stream(gradient.getClass().getRecordComponents())
          .flatMapToDouble(component -> DoubleStream.of(part(gradient, component)))
          .toArray();
    }
    throw new IllegalArgumentException("no gradient: " + gradient);
  }

  private static double[] part(Object gradient, RecordComponent component) {
    try {
      return (double[]) component.getAccessor().invoke(gradient);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The largest difference from what is expected, relative to the largest entry. */
  default double error(double[] gradient) {
    double[] expected = expectedGradient();
    double[] actual = known(gradient);
    if (actual.length != expected.length) {
      throw new IllegalStateException(actual.length + " entries, expected " + expected.length);
    }
    double largest = 0;
    double difference = 0;
    for (int i = 0; i < expected.length; i++) {
      largest = Math.max(largest, Math.abs(expected[i]));
      double each = Math.abs(actual[i] - expected[i]);
      difference = each <= difference ? difference : each;
    }
    return difference / largest;
  }
}
