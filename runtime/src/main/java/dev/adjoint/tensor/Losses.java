package dev.adjoint.tensor;

import dev.adjoint.Workspace;
import dev.adjoint.annotations.Jvp;
import dev.adjoint.annotations.NonDifferentiable;
import dev.adjoint.annotations.Primitive;
import dev.adjoint.annotations.Vjp;
import dev.adjoint.kernel.ActiveKernels;

/** Losses, each the mean over what it is computed from, for static import. */
public final class Losses {
  private Losses() {}

  /**
   * The mean over the rows of -log softmax(logits) at the row's label.
   *
   * @param logits of shape {@code [n, c]}
   * @param labels {@code n} numbers from 0 to {@code c - 1}
   * @throws ShapeException if the shapes do not fit or there is no row
   * @throws IllegalArgumentException if a label is outside of the classes
   */
  @Primitive(shape = "(n, c), labels: (n) -> ()")
  @Vjp(of = "logits", is = "crossEntropyGradient(logits, labels, yBar)")
  @Jvp("crossEntropyGradient(logits, labels, 1f).times(logitsDot).sum()")
  public static float crossEntropy(Tensor logits, int[] labels) {
    requireLabels("crossEntropy", logits, labels);
    int rows = labels.length;
    float[] logProbabilities = Workspace.floats(rows);
    ActiveKernels.get()
        .labelLogSoftmax(logits.data, labels, logProbabilities, 0, rows, logits.shape[1]);
    double sum = 0;
    for (float logProbability : logProbabilities) {
      sum -= logProbability;
    }
    Workspace.release(logProbabilities);
    return (float) (sum / labels.length);
  }

  /**
   * The gradient of {@link #crossEntropy} multiplied by a number: softmax(logits) less 1 at the
   * label, times {@code seed / n}.
   *
   * @param logits of shape {@code [n, c]}
   * @param labels {@code n} numbers from 0 to {@code c - 1}
   * @throws ShapeException if the shapes do not fit or there is no row
   * @throws IllegalArgumentException if a label is outside of the classes
   */
  @Primitive(shape = "(n, c), labels: (n) -> (n, c)")
  @Vjp(
      of = "logits",
      is =
          "dev.adjoint.tensor.ActivationGradients.softmaxGradient("
              + "dev.adjoint.tensor.Activations.softmax(logits), yBar)"
              + ".scale(seed / labels.length)")
  @Vjp(of = "seed", is = "crossEntropyGradient(logits, labels, 1f).times(yBar).sum()")
  @Jvp(
      "dev.adjoint.tensor.ActivationGradients.softmaxGradient("
          + "dev.adjoint.tensor.Activations.softmax(logits), logitsDot)"
          + ".scale(seed / labels.length)"
          + ".plus(crossEntropyGradient(logits, labels, seedDot))")
  public static Tensor crossEntropyGradient(Tensor logits, int[] labels, float seed) {
    requireLabels("crossEntropyGradient", logits, labels);
    int rows = labels.length;
    float[] gradient = Workspace.floats(logits.data.length);
    ActiveKernels.get()
        .crossEntropyGradient(logits.data, labels, seed / rows, gradient, 0, rows, logits.shape[1]);
    return Tensor.wrap(gradient, logits.shape);
  }

  /**
   * The mean over all elements of (prediction - target)^2.
   *
   * @throws ShapeException if the shapes differ; nothing is broadcast
   */
  @Primitive(shape = "x, x -> ()")
  @Vjp(of = "prediction", is = "prediction.minus(target).scale(2f * yBar / prediction.size())")
  @Vjp(of = "target", is = "target.minus(prediction).scale(2f * yBar / prediction.size())")
  @Jvp(
      "prediction.minus(target).times(predictionDot.minus(targetDot)).sum()"
          + " * (2f / prediction.size())")
  public static float meanSquaredError(Tensor prediction, Tensor target) {
    Shapes.requireEqual("meanSquaredError", prediction.shape, target.shape);
    Tensor error = prediction.minus(target);
    return ActiveKernels.get().dot(error.data, error.data, 0, error.data.length)
        / error.data.length;
  }

  /**
   * The mean over all elements of -(t log p + (1 - t) log(1 - p)) for p = sigmoid(logit), in the
   * form max(x, 0) - x t + log(1 + exp(-|x|)), which overflows for no logit.
   *
   * @param targets probabilities from 0 to 1
   * @throws ShapeException if the shapes differ; nothing is broadcast
   */
  @Primitive(shape = "x, x -> ()")
  @Vjp(
      of = "logits",
      is =
          "dev.adjoint.tensor.Activations.sigmoid(logits).minus(targets)"
              + ".scale(yBar / logits.size())")
  @Vjp(of = "targets", is = "logits.scale(-yBar / logits.size())")
  @Jvp(
      "(dev.adjoint.tensor.Activations.sigmoid(logits).minus(targets).times(logitsDot).sum()"
          + " - logits.times(targetsDot).sum()) / logits.size()")
  public static float binaryCrossEntropyWithLogits(Tensor logits, Tensor targets) {
    Shapes.requireEqual("binaryCrossEntropyWithLogits", logits.shape, targets.shape);
    return Activations.softplus(logits).minus(logits.times(targets)).mean();
  }

  /**
   * The mean over all elements of |prediction - target|; the derivative at 0 is 0.
   *
   * @throws ShapeException if the shapes differ; nothing is broadcast
   */
  @Primitive(shape = "x, x -> ()")
  @Vjp(
      of = "prediction",
      is =
          "dev.adjoint.tensor.Elementwise.sign(prediction.minus(target)).scale(yBar /"
              + " prediction.size())")
  @Vjp(
      of = "target",
      is =
          "dev.adjoint.tensor.Elementwise.sign(target.minus(prediction)).scale(yBar /"
              + " prediction.size())")
  @Jvp(
      "predictionDot.minus(targetDot).times(dev.adjoint.tensor.Elementwise.sign(prediction.minus(target))).mean()")
  public static float meanAbsoluteError(Tensor prediction, Tensor target) {
    Shapes.requireEqual("meanAbsoluteError", prediction.shape, target.shape);
    return LossTerms.absoluteTerms(prediction, target).mean();
  }

  /**
   * The mean of {@link LossTerms#huberTerms}.
   *
   * @throws ShapeException if the shapes differ; nothing is broadcast
   * @throws IllegalArgumentException if {@code delta} is not positive
   */
  @Primitive(shape = "x, x -> ()")
  @Vjp(
      of = "prediction",
      is =
          "dev.adjoint.tensor.LossGradients.clampedDifference(prediction, target, delta).scale(yBar"
              + " / prediction.size())")
  @Vjp(
      of = "target",
      is =
          "dev.adjoint.tensor.LossGradients.clampedDifference(prediction, target,"
              + " delta).scale(-yBar / prediction.size())")
  @Jvp(
      "predictionDot.minus(targetDot).times(dev.adjoint.tensor.LossGradients.clampedDifference(prediction,"
          + " target, delta)).mean()")
  public static float huber(Tensor prediction, Tensor target, @NonDifferentiable float delta) {
    return LossTerms.huberTerms(prediction, target, delta).mean();
  }

  /**
   * The mean over the rows of {@link LossTerms#crossEntropyTerms}: targets are probabilities.
   *
   * @throws ShapeException if the shapes differ
   */
  @Primitive(shape = "(*b, c), (*b, c) -> ()")
  @Vjp(
      of = "logits",
      is =
          "dev.adjoint.tensor.Activations.softmax(logits).times(targets.sumKeeping(-1)).minus(targets).scale(yBar"
              + " * logits.dimension(-1) / logits.size())")
  @Vjp(
      of = "targets",
      is =
          "dev.adjoint.tensor.Activations.logSoftmax(logits).scale(-yBar * logits.dimension(-1) /"
              + " logits.size())")
  @Jvp(
      "dev.adjoint.tensor.Activations.softmax(logits).times(targets.sumKeeping(-1)).minus(targets).times(logitsDot).minus(dev.adjoint.tensor.Activations.logSoftmax(logits).times(targetsDot)).sum()"
          + " * logits.dimension(-1) / logits.size()")
  public static float crossEntropy(Tensor logits, Tensor targets) {
    return LossTerms.crossEntropyTerms(logits, targets).mean();
  }

  /**
   * The mean over the rows of -log softmax(logits) at the row's label, by weights.
   *
   * @param logits of shape {@code [n, c]}
   * @param labels {@code n} numbers from 0 to {@code c - 1}, or the ignored one
   * @param weights what a row counts for, by its label; of shape {@code [c]}
   * @param ignoredLabel the label of rows that do not count; PyTorch has -100
   * @param smoothing how much of each row's probability is spread evenly over the classes
   * @throws ShapeException if the shapes do not fit
   * @throws IllegalArgumentException if a label is outside of the classes, or the smoothing not
   *     from 0 to 1
   */
  @Primitive(shape = "(n, c), (c), labels: (n) -> ()")
  @Vjp(
      of = "logits",
      is =
          "dev.adjoint.tensor.Activations.softmax(logits).times(dev.adjoint.tensor.LossGradients.classTargets(labels,"
              + " weights, ignoredLabel, smoothing,"
              + " logits.dimension(0)).sumKeeping(-1)).minus(dev.adjoint.tensor.LossGradients.classTargets(labels,"
              + " weights, ignoredLabel, smoothing, logits.dimension(0))).scale(yBar *"
              + " dev.adjoint.tensor.LossGradients.inverseWeight(labels, weights, ignoredLabel))")
  @Jvp(
      "dev.adjoint.tensor.Activations.softmax(logits).times(dev.adjoint.tensor.LossGradients.classTargets(labels,"
          + " weights, ignoredLabel, smoothing,"
          + " logits.dimension(0)).sumKeeping(-1)).minus(dev.adjoint.tensor.LossGradients.classTargets(labels,"
          + " weights, ignoredLabel, smoothing, logits.dimension(0))).times(logitsDot).sum() *"
          + " dev.adjoint.tensor.LossGradients.inverseWeight(labels, weights, ignoredLabel)")
  public static float crossEntropy(
      Tensor logits,
      int[] labels,
      @NonDifferentiable Tensor weights,
      int ignoredLabel,
      @NonDifferentiable float smoothing) {
    LossGradients.requireLabels("crossEntropy", logits, labels, ignoredLabel);
    requireWeights("crossEntropy", logits, weights);
    if (!(smoothing >= 0 && smoothing <= 1)) {
      throw new IllegalArgumentException(
          "crossEntropy: smoothing from 0 to 1 expected: " + smoothing);
    }
    Tensor targets =
        LossGradients.classTargets(labels, weights, ignoredLabel, smoothing, labels.length);
    return LossTerms.crossEntropyTerms(logits, targets).sum()
        / LossGradients.totalWeight(labels, weights, ignoredLabel);
  }

  /**
   * The mean over the rows of the negative of what stands at the row's label, by weights; see
   * {@link #crossEntropy(Tensor, int[], Tensor, int, float)}.
   *
   * @param logProbabilities of shape {@code [n, c]}, such as of {@link Activations#logSoftmax}
   * @throws ShapeException if the shapes do not fit
   * @throws IllegalArgumentException if a label is outside of the classes
   */
  @Primitive(shape = "(n, c), (c), labels: (n) -> ()")
  @Vjp(
      of = "logProbabilities",
      is =
          "dev.adjoint.tensor.LossGradients.classTargets(labels, weights, ignoredLabel, 0f,"
              + " logProbabilities.dimension(0)).scale(-yBar *"
              + " dev.adjoint.tensor.LossGradients.inverseWeight(labels, weights, ignoredLabel))")
  @Jvp(
      "logProbabilitiesDot.times(dev.adjoint.tensor.LossGradients.classTargets(labels, weights,"
          + " ignoredLabel, 0f, logProbabilities.dimension(0))).sum() *"
          + " -dev.adjoint.tensor.LossGradients.inverseWeight(labels, weights, ignoredLabel)")
  public static float negativeLogLikelihood(
      Tensor logProbabilities, int[] labels, @NonDifferentiable Tensor weights, int ignoredLabel) {
    LossGradients.requireLabels("negativeLogLikelihood", logProbabilities, labels, ignoredLabel);
    requireWeights("negativeLogLikelihood", logProbabilities, weights);
    double sum = 0;
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] != ignoredLabel) {
        int at = i * logProbabilities.shape[1] + labels[i];
        sum -= (double) weights.data[labels[i]] * logProbabilities.data[at];
      }
    }
    return (float) (sum / LossGradients.totalWeight(labels, weights, ignoredLabel));
  }

  private static void requireWeights(String operation, Tensor scores, Tensor weights) {
    if (weights.shape.length != 1 || weights.shape[0] != scores.shape[1]) {
      throw new ShapeException(
          "%s: weights %s are not one for each class of %s"
              .formatted(operation, weights.describe(), scores.describe()));
    }
  }

  private static void requireLabels(String operation, Tensor logits, int[] labels) {
    Shapes.requireRank(operation, 2, logits.shape);
    if (labels.length != logits.shape[0] || labels.length == 0) {
      throw new ShapeException(
          "%s: %d labels for logits %s".formatted(operation, labels.length, logits.describe()));
    }
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] < 0 || labels[i] >= logits.shape[1]) {
        throw new IllegalArgumentException(
            "%s: label %d at position %d is outside of the %d classes"
                .formatted(operation, labels[i], i, logits.shape[1]));
      }
    }
  }
}
