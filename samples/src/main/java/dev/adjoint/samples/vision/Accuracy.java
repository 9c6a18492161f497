package dev.adjoint.samples.vision;

import static dev.adjoint.tensor.Shaping.narrow;

import dev.adjoint.data.Dataset;
import dev.adjoint.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** Measures that are too large for one batch. */
final class Accuracy {
  private static final int BATCH = 200;

  private Accuracy() {}

  /** The part of the images that get their own label, from 0 to 1. */
  static double of(ClothesNet net, Dataset<Tensor, int[]> images) {
    int[] found = predictions(images.x(), net::logits);
    int right = 0;
    for (int i = 0; i < found.length; i++) {
      right += found[i] == images.y()[i] ? 1 : 0;
    }
    return (double) right / found.length;
  }

  /** The label with the greatest logit for each image. */
  static int[] predictions(Tensor images, UnaryOperator<Tensor> logits) {
    return byBatches(images, logits).stream()
        .flatMapToInt(some -> Arrays.stream(some.argmaxOver(1)))
        .toArray();
  }

  /** What becomes of images, some at a time. */
  static List<Tensor> byBatches(Tensor images, UnaryOperator<Tensor> function) {
    int count = images.dimension(0);
    List<Tensor> results = new ArrayList<>();
    for (int start = 0; start < count; start += BATCH) {
      results.add(function.apply(narrow(images, 0, start, Math.min(BATCH, count - start))));
    }
    return results;
  }
}
