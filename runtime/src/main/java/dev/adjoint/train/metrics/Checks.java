package dev.adjoint.train.metrics;

import dev.adjoint.tensor.ShapeException;
import dev.adjoint.tensor.Tensor;
import java.util.Arrays;

/** What metrics refuse, by name and value. */
final class Checks {
  private Checks() {}

  /** Requires logits {@code [n, c]} without NaN, and {@code n} labels from 0 to {@code c - 1}. */
  static void logits(String metric, Tensor logits, int[] labels) {
    if (logits.rank() != 2) {
      throw new ShapeException(
          "%s: logits [n, c] expected: %s".formatted(metric, Arrays.toString(logits.shape())));
    }
    if (logits.dimension(0) != labels.length) {
      throw new ShapeException(
          "%s: %d labels for logits %s"
              .formatted(metric, labels.length, Arrays.toString(logits.shape())));
    }
    labels(metric, "label", labels, logits.dimension(1));
    numbers(metric, "logits", logits);
  }

  static void labels(String metric, String what, int[] labels, int classes) {
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] < 0 || labels[i] >= classes) {
        throw new IllegalArgumentException(
            "%s: %s %d of example %d is not from 0 to %d"
                .formatted(metric, what, labels[i], i, classes - 1));
      }
    }
  }

  static void sameLength(String metric, int predictions, int labels) {
    if (predictions != labels) {
      throw new ShapeException(
          "%s: %d predictions for %d labels".formatted(metric, predictions, labels));
    }
  }

  /** NaN has no place in an order, and makes every mean NaN without telling where it came from. */
  static void numbers(String metric, String what, Tensor values) {
    float[] array = values.array();
    for (int i = 0; i < array.length; i++) {
      if (Float.isNaN(array[i])) {
        throw new IllegalArgumentException(
            "%s: element %d of the %s %s is NaN"
                .formatted(metric, i, what, Arrays.toString(values.shape())));
      }
    }
  }

  static void notEmpty(String metric, long count) {
    if (count == 0) {
      throw new IllegalStateException(metric + " of no example: add a batch first");
    }
  }

  static <S extends MetricState<?, ?>> S same(Class<S> type, S mine, MetricState<?, ?> other) {
    if (!type.isInstance(other) || !mine.name().equals(other.name())) {
      throw new IllegalArgumentException(
          "a state of %s cannot be merged into one of %s".formatted(other.name(), mine.name()));
    }
    return type.cast(other);
  }
}
