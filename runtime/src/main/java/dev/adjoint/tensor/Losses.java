package dev.adjoint.tensor;

import dev.adjoint.annotations.Jvp;
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
    float[] logProbabilities = Activations.logSoftmax(logits).data;
    double sum = 0;
    for (int i = 0; i < labels.length; i++) {
      sum -= logProbabilities[i * logits.shape[1] + labels[i]];
    }
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
    float[] gradient = Activations.softmax(logits).data;
    for (int i = 0; i < labels.length; i++) {
      gradient[i * logits.shape[1] + labels[i]] -= 1;
    }
    return Tensor.wrap(gradient, logits.shape).scale(seed / labels.length);
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
