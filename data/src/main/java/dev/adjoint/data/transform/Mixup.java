package dev.adjoint.data.transform;

import dev.adjoint.data.Batch;
import dev.adjoint.data.Transform;
import dev.adjoint.random.RandomSource;
import dev.adjoint.tensor.Embeddings;
import dev.adjoint.tensor.Tensor;
import java.util.Arrays;

/**
 * Mixes each example of a batch with another one of it, inputs and targets alike (Zhang, Cisse,
 * Dauphin and Lopez-Paz 2018, "mixup: Beyond Empirical Risk Minimization"): {@code lambda * own +
 * (1 - lambda) * other}, with one lambda from the distribution Beta(alpha, alpha) for a batch and
 * the others by a random permutation, as in the code of its authors.
 */
public final class Mixup {
  private Mixup() {}

  /**
   * Mixes inputs and targets.
   *
   * @param alpha how much is mixed; 0.2 to 0.4 are usual, 1 draws lambda evenly from 0 to 1
   * @throws IllegalArgumentException if alpha is not positive or not finite, or, for batches, if
   *     there are more or fewer targets than inputs
   */
  public static Transform<Batch<Tensor, Tensor>, Batch<Tensor, Tensor>> of(double alpha) {
    requirePositive(alpha);
    return (batch, random) -> {
      int count = batch.x().dimension(0);
      if (batch.y().dimension(0) != count) {
        throw new IllegalArgumentException(
            "mixup: inputs of shape %s and targets of shape %s, expected as many of each"
                .formatted(Arrays.toString(batch.x().shape()), Arrays.toString(batch.y().shape())));
      }
      float lambda = (float) beta(alpha, random);
      int[] others = random.permutation(count);
      return new Batch<>(mixed(batch.x(), others, lambda), mixed(batch.y(), others, lambda));
    };
  }

  /**
   * Mixes inputs and labels, which become probabilities.
   *
   * @param alpha as in {@link #of(double)}
   * @param classes how many classes there are
   * @return a transform whose targets have the shape {@code [N, classes]} and rows that sum to 1
   * @throws IllegalArgumentException as there, or if there are no classes
   */
  public static Transform<Batch<Tensor, int[]>, Batch<Tensor, Tensor>> of(
      double alpha, int classes) {
    if (classes <= 0) {
      throw new IllegalArgumentException(
          "mixup: classes: %d, expected a positive number".formatted(classes));
    }
    Transform<Batch<Tensor, Tensor>, Batch<Tensor, Tensor>> mixup = of(alpha);
    return (batch, random) ->
        mixup.apply(new Batch<>(batch.x(), Embeddings.oneHot(batch.y(), classes)), random);
  }

  private static void requirePositive(double alpha) {
    if (!(alpha > 0 && alpha < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "mixup: alpha: %s, expected a positive number".formatted(alpha));
    }
  }

  private static Tensor mixed(Tensor values, int[] others, float lambda) {
    int width = others.length == 0 ? 0 : values.size() / others.length;
    float[] own = values.array();
    float[] result = new float[own.length];
    for (int i = 0; i < others.length; i++) {
      int from = i * width;
      int other = others[i] * width;
      for (int k = 0; k < width; k++) {
        result[from + k] = lambda * own[from + k] + (1 - lambda) * own[other + k];
      }
    }
    return Tensor.wrap(result, values.shape());
  }

  /** From Beta(alpha, alpha): the share of one of two numbers from Gamma(alpha). */
  static double beta(double alpha, RandomSource random) {
    // By logarithms: for a small alpha both numbers may be too small for a double.
    double difference = logGamma(alpha, random) - logGamma(alpha, random);
    return 1 / (1 + StrictMath.exp(-difference));
  }

  /** The logarithm of a number from Gamma(shape), scale 1 (Marsaglia and Tsang 2000). */
  private static double logGamma(double shape, RandomSource random) {
    if (shape < 1) {
      double uniform = 1 - random.nextDouble();
      return logGamma(shape + 1, random) + StrictMath.log(uniform) / shape;
    }
    double d = shape - 1.0 / 3;
    double c = 1 / StrictMath.sqrt(9 * d);
    while (true) {
      double x = random.nextGaussian();
      double v = 1 + c * x;
      if (v > 0) {
        double cube = v * v * v;
        double uniform = 1 - random.nextDouble();
        if (StrictMath.log(uniform) < 0.5 * x * x + d - d * cube + d * StrictMath.log(cube)) {
          return StrictMath.log(d) + StrictMath.log(cube);
        }
      }
    }
  }
}
