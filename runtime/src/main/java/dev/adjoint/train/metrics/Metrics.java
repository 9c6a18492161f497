package dev.adjoint.train.metrics;

import dev.adjoint.tensor.Tensor;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleBiFunction;

/**
 * The metrics, for static import. Those of classes take logits {@code [n, c]} (or probabilities,
 * whose order is the same) and {@code n} labels from 0 to {@code c - 1}; those of numbers take two
 * tensors of one shape. All refuse NaN and labels out of range by name and value.
 */
public final class Metrics {
  /** No label, as a label is not negative: nothing is ignored. */
  private static final int NONE = -1;

  private Metrics() {}

  /** The fraction of rows whose first largest logit is at the label. */
  public static Metric<Tensor, int[]> accuracy() {
    return new ConfusionMetric("accuracy", ConfusionMatrix::accuracy);
  }

  /**
   * The fraction of rows whose label is among the {@code k} largest logits; of equal logits the
   * first is the larger one.
   *
   * @throws IllegalArgumentException if {@code k} is not positive; the state throws it if there are
   *     fewer classes
   */
  public static Metric<Tensor, int[]> topAccuracy(int k) {
    if (k <= 0) {
      throw new IllegalArgumentException("k must be positive: " + k);
    }
    return new TopAccuracy(k);
  }

  /** Of the rows taken for a class, the fraction that belongs to it; 0 where there are none. */
  public static Metric<Tensor, int[]> precision(Average average) {
    return new ConfusionMetric(average.text() + " precision", m -> m.precision(average));
  }

  /** The precision of one class, such as the positive one of two. */
  public static Metric<Tensor, int[]> precision(int label) {
    return new ConfusionMetric(
        "precision of class " + requireClass(label), m -> m.precision(label));
  }

  /** Of the rows of a class, the fraction taken for it; 0 where there are none. */
  public static Metric<Tensor, int[]> recall(Average average) {
    return new ConfusionMetric(average.text() + " recall", m -> m.recall(average));
  }

  /** The recall of one class. */
  public static Metric<Tensor, int[]> recall(int label) {
    return new ConfusionMetric("recall of class " + requireClass(label), m -> m.recall(label));
  }

  /** The harmonic mean of precision and recall; 0 where neither is defined. */
  public static Metric<Tensor, int[]> f1(Average average) {
    return new ConfusionMetric(average.text() + " F1", m -> m.f1(average));
  }

  /** The F1 of one class. */
  public static Metric<Tensor, int[]> f1(int label) {
    return new ConfusionMetric("F1 of class " + requireClass(label), m -> m.f1(label));
  }

  /**
   * The area under the ROC curve of two classes: the chance that an example of class 1 scores
   * higher than one of class 0, where equal scores count half. Scores have the shape {@code [n]} or
   * {@code [n, 1]}, or are logits {@code [n, 2]}, whose difference is the score. It is exact, for
   * which it keeps all scores; NaN where one of the classes is absent, as in scikit-learn.
   */
  public static Metric<Tensor, int[]> rocAuc() {
    return new RocAuc();
  }

  /** The exponential of the mean cross-entropy of logits; smaller is better. */
  public static Metric<Tensor, int[]> perplexity() {
    return perplexity("perplexity", NONE);
  }

  /** The perplexity without the rows of one label, such as that of padding. */
  public static Metric<Tensor, int[]> perplexity(int ignoredLabel) {
    return perplexity("perplexity without label " + ignoredLabel, ignoredLabel);
  }

  private static Metric<Tensor, int[]> perplexity(String name, int ignored) {
    return new MeanMetric<>(
        name,
        false,
        (logits, labels) -> Numbers.meanCrossEntropy(logits, labels, ignored),
        (logits, labels) -> {
          int[] counted = Arrays.stream(labels).filter(label -> label != ignored).toArray();
          Checks.logits(name, logits, ignored == NONE ? labels : allowing(labels, ignored));
          return counted.length;
        },
        Math::exp);
  }

  /** An ignored label may be any number, and must not be refused where it stands. */
  private static int[] allowing(int[] labels, int ignored) {
    return Arrays.stream(labels).map(label -> label == ignored ? 0 : label).toArray();
  }

  /** The mean of the absolute errors of all numbers. */
  public static Metric<Tensor, Tensor> meanAbsoluteError() {
    return ofErrors("MAE", Numbers::meanAbsolute, DoubleUnaryOperator.identity());
  }

  /** The mean of the squared errors of all numbers. */
  public static Metric<Tensor, Tensor> meanSquaredError() {
    return ofErrors("MSE", Numbers::meanSquared, DoubleUnaryOperator.identity());
  }

  /** The square root of the mean of the squared errors of all numbers. */
  public static Metric<Tensor, Tensor> rootMeanSquaredError() {
    return ofErrors("RMSE", Numbers::meanSquared, Math::sqrt);
  }

  private static Metric<Tensor, Tensor> ofErrors(
      String name, ToDoubleBiFunction<Tensor, Tensor> mean, DoubleUnaryOperator result) {
    return new MeanMetric<>(name, false, mean, (p, t) -> Numbers.count(name, p, t), result);
  }

  /**
   * The coefficient of determination R²: the mean over the columns (numbers of one place in the
   * examples along the first axis) of 1 less the squared errors over the squared deviations of the
   * targets from their mean. NaN for fewer than two examples; where all targets are equal it is 1
   * for exact predictions and 0 for others. So does scikit-learn.
   */
  public static Metric<Tensor, Tensor> r2() {
    return new Determination();
  }

  /**
   * The mean of a loss that is itself a mean over the rows of a batch, such as {@code
   * Losses::crossEntropy}: batches count by their rows, so that a smaller last one counts less.
   */
  public static Metric<Tensor, int[]> meanLoss(LabelLoss loss) {
    return new MeanMetric<>(
        "loss", false, loss::apply, (x, labels) -> labels.length, DoubleUnaryOperator.identity());
  }

  /** The mean of a loss against tensors, by the size of their first axis. */
  public static Metric<Tensor, Tensor> meanTensorLoss(TensorLoss loss) {
    return new MeanMetric<>(
        "loss",
        false,
        loss::apply,
        (x, targets) -> targets.rank() == 0 ? 1 : targets.dimension(0),
        DoubleUnaryOperator.identity());
  }

  private static int requireClass(int label) {
    if (label < 0) {
      throw new IllegalArgumentException("a class must be 0 or positive: " + label);
    }
    return label;
  }

  /** A loss of predictions against labels, a mean over the rows. */
  @FunctionalInterface
  public interface LabelLoss {
    /** The mean loss of a batch. */
    double apply(Tensor predictions, int[] labels);
  }

  /** A loss of predictions against targets, a mean over the rows. */
  @FunctionalInterface
  public interface TensorLoss {
    /** The mean loss of a batch. */
    double apply(Tensor predictions, Tensor targets);
  }
}
