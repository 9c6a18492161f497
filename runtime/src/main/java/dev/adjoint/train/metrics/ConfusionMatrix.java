package dev.adjoint.train.metrics;

import dev.adjoint.tensor.Tensor;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * How often examples of each class were taken for each class, and the measures that follow.
 *
 * <p>A quotient without a denominator is 0, such as the precision of a class that was never
 * predicted; that is scikit-learn's {@code zero_division=0}.
 */
public final class ConfusionMatrix {
  private static final String NAME = "confusion matrix";

  private final int classes;
  private final long[] counts;

  /**
   * A matrix of zeros.
   *
   * @throws IllegalArgumentException if the number of classes is not positive
   */
  public ConfusionMatrix(int classes) {
    if (classes <= 0) {
      throw new IllegalArgumentException("classes must be positive: " + classes);
    }
    this.classes = classes;
    this.counts = new long[Math.multiplyExact(classes, classes)];
  }

  /**
   * The matrix of some predictions.
   *
   * @param logits of shape {@code [n, classes]}
   * @throws IllegalArgumentException if {@link #add(Tensor, int[])} does
   */
  public static ConfusionMatrix of(Tensor logits, int[] labels) {
    Checks.logits(NAME, logits, labels);
    ConfusionMatrix matrix = new ConfusionMatrix(logits.dimension(1));
    matrix.add(logits, labels);
    return matrix;
  }

  /** How many classes there are. */
  public int classes() {
    return classes;
  }

  /**
   * Adds a batch, for each row of which the class of the first largest logit is predicted.
   *
   * @param logits of shape {@code [n, classes]}
   * @param labels {@code n} numbers from 0 to {@code classes - 1}
   * @throws IllegalArgumentException if the shapes do not fit, a label is out of range, or a logit
   *     is NaN
   */
  public void add(Tensor logits, int[] labels) {
    Checks.logits(NAME, logits, labels);
    if (logits.dimension(1) != classes) {
      throw new IllegalArgumentException(
          "%s of %d classes: logits %s".formatted(NAME, classes, Arrays.toString(logits.shape())));
    }
    add(logits.argmaxOver(1), labels);
  }

  /**
   * Adds a batch.
   *
   * @param predictions numbers from 0 to {@code classes - 1}
   * @param labels as many
   * @throws IllegalArgumentException if there are not as many, or one is out of range
   */
  public void add(int[] predictions, int[] labels) {
    Checks.sameLength(NAME, predictions.length, labels.length);
    Checks.labels(NAME, "label", labels, classes);
    Checks.labels(NAME, "prediction", predictions, classes);
    for (int i = 0; i < labels.length; i++) {
      counts[labels[i] * classes + predictions[i]]++;
    }
  }

  /**
   * Adds the counts of another matrix, which stays as it is.
   *
   * @throws IllegalArgumentException if it has another number of classes
   */
  public void merge(ConfusionMatrix other) {
    if (other.classes != classes) {
      throw new IllegalArgumentException(
          "a confusion matrix of %d classes cannot be merged into one of %d"
              .formatted(other.classes, classes));
    }
    Arrays.setAll(counts, i -> counts[i] + other.counts[i]);
  }

  /** How many examples of one class were taken for another, or for itself. */
  public long count(int label, int prediction) {
    return counts[requireClass(label) * classes + requireClass(prediction)];
  }

  /** How many examples there are. */
  public long total() {
    return LongStream.of(counts).sum();
  }

  /** How many examples a class has. */
  public long support(int label) {
    return IntStream.range(0, classes).mapToLong(i -> count(label, i)).sum();
  }

  /** How many examples were taken for a class. */
  public long predicted(int prediction) {
    return IntStream.range(0, classes).mapToLong(i -> count(i, prediction)).sum();
  }

  private long right() {
    return IntStream.range(0, classes).mapToLong(i -> count(i, i)).sum();
  }

  /** The fraction of examples taken for what they are; 0 if there are none. */
  public double accuracy() {
    return quotient(right(), total());
  }

  /** Of the examples taken for a class, the fraction that belongs to it. */
  public double precision(int label) {
    return quotient(count(label, label), predicted(label));
  }

  /** Of the examples of a class, the fraction taken for it. */
  public double recall(int label) {
    return quotient(count(label, label), support(label));
  }

  /** The harmonic mean of precision and recall of a class. */
  public double f1(int label) {
    return quotient(2 * count(label, label), predicted(label) + support(label));
  }

  /** The precision of all classes. */
  public double precision(Average average) {
    return average(average, this::precision);
  }

  /** The recall of all classes. */
  public double recall(Average average) {
    return average(average, this::recall);
  }

  /** The F1 of all classes. */
  public double f1(Average average) {
    return average(average, this::f1);
  }

  private double average(Average average, IntToDoubleFunction measure) {
    return switch (average) {
      case MICRO -> accuracy();
      case MACRO ->
          IntStream.range(0, classes)
              .filter(i -> support(i) + predicted(i) > 0)
              .mapToDouble(measure)
              .average()
              .orElse(0);
      case WEIGHTED ->
          quotient(
              IntStream.range(0, classes)
                  .mapToDouble(i -> support(i) * measure.applyAsDouble(i))
                  .sum(),
              total());
    };
  }

  private static double quotient(double numerator, long denominator) {
    return denominator == 0 ? 0 : numerator / denominator;
  }

  private int requireClass(int label) {
    if (label < 0 || label >= classes) {
      throw new IndexOutOfBoundsException(
          "no class %d in a confusion matrix of %d classes".formatted(label, classes));
    }
    return label;
  }

  /** The counts, a row for each label, a column for each prediction. */
  @Override
  public String toString() {
    int width = Math.max(1, Long.toString(LongStream.of(counts).max().orElse(0)).length());
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < counts.length; i++) {
      text.append(("%" + width + "d").formatted(counts[i]));
      text.append((i + 1) % classes == 0 ? "\n" : " ");
    }
    return text.toString();
  }
}
