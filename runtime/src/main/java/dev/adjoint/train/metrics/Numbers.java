package dev.adjoint.train.metrics;

import dev.adjoint.tensor.ShapeException;
import dev.adjoint.tensor.Tensor;
import java.util.Arrays;

/** Errors of predicted numbers. */
final class Numbers {
  private Numbers() {}

  /** How many numbers are compared. */
  static long count(String metric, Tensor predictions, Tensor targets) {
    if (!Arrays.equals(predictions.shape(), targets.shape())) {
      throw new ShapeException(
          "%s: predictions %s for targets %s"
              .formatted(
                  metric, Arrays.toString(predictions.shape()), Arrays.toString(targets.shape())));
    }
    Checks.numbers(metric, "predictions", predictions);
    Checks.numbers(metric, "targets", targets);
    return targets.size();
  }

  static double meanAbsolute(Tensor predictions, Tensor targets) {
    float[] p = predictions.array();
    float[] t = targets.array();
    Mean mean = new Mean();
    for (int i = 0; i < t.length; i++) {
      mean.add(Math.abs((double) p[i] - t[i]), 1);
    }
    return mean.value();
  }

  static double meanSquared(Tensor predictions, Tensor targets) {
    float[] p = predictions.array();
    float[] t = targets.array();
    Mean mean = new Mean();
    for (int i = 0; i < t.length; i++) {
      double error = (double) p[i] - t[i];
      mean.add(error * error, 1);
    }
    return mean.value();
  }

  /** The mean of -log softmax(logits) at the label, in double. */
  static double meanCrossEntropy(Tensor logits, int[] labels, int ignored) {
    int classes = logits.dimension(1);
    Mean mean = new Mean();
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] != ignored) {
        mean.add(crossEntropy(logits.array(), i * classes, classes, labels[i]), 1);
      }
    }
    return mean.value();
  }

  private static double crossEntropy(float[] logits, int row, int classes, int label) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < classes; c++) {
      largest = Math.max(largest, logits[row + c]);
    }
    double sum = 0;
    for (int c = 0; c < classes; c++) {
      sum += Math.exp(logits[row + c] - largest);
    }
    return Math.log(sum) + largest - logits[row + label];
  }
}
