package dev.adjoint.tensor;

import java.util.Arrays;
import java.util.List;

/**
 * Mean and variance of each channel of a batch, in memory of their own.
 *
 * @param count how many elements each channel has
 * @param mean the means
 * @param variance the unbiased variances
 */
record BatchMoments(long count, double[] mean, double[] variance) {
  /**
   * Those of a batch {@code [n, c, …]}.
   *
   * @throws IllegalArgumentException if a channel has one element only, which has no variance
   */
  static BatchMoments of(Tensor x) {
    int[] block = NormalizationGradients.channels("updated", x.shape);
    long count = (long) block[0] * block[2];
    if (count <= 1) {
      throw new IllegalArgumentException(
          "updated: more than one element for each channel expected: " + x.describe());
    }
    double[] mean = new double[block[1]];
    double[] variance = new double[block[1]];
    // By loops of its own, so that a training step has no tensors of the size of x more.
    for (int c = 0; c < block[1]; c++) {
      mean[c] = sum(x.data, block, c, 0, false) / count;
      variance[c] = sum(x.data, block, c, mean[c], true) / (count - 1);
    }
    return new BatchMoments(count, mean, variance);
  }

  /** The sum of the elements of a channel, or of the squares of their distances from a center. */
  private static double sum(
      float[] x, int[] block, int channel, double center, boolean isOfSquares) {
    double sum = 0;
    for (int i = 0; i < block[0]; i++) {
      int from = (i * block[1] + channel) * block[2];
      for (int at = from; at < from + block[2]; at++) {
        double away = x[at] - center;
        sum += isOfSquares ? away * away : away;
      }
    }
    return sum;
  }

  /** Those of all the parts of a batch together (Chan, Golub and LeVeque 1983). */
  static BatchMoments pooled(List<BatchMoments> parts) {
    if (parts.size() == 1) {
      return parts.get(0);
    }
    long count = parts.stream().mapToLong(BatchMoments::count).sum();
    int channels = parts.get(0).mean.length;
    double[] mean = new double[channels];
    double[] variance = new double[channels];
    for (int c = 0; c < channels; c++) {
      for (BatchMoments part : parts) {
        mean[c] += part.mean[c] * part.count / count;
      }
      for (BatchMoments part : parts) {
        double away = part.mean[c] - mean[c];
        variance[c] +=
            (part.variance[c] * (part.count - 1) + away * away * part.count) / (count - 1);
      }
    }
    return new BatchMoments(count, mean, variance);
  }

  boolean isSame(BatchMoments other) {
    return count == other.count
        && Arrays.equals(mean, other.mean)
        && Arrays.equals(variance, other.variance);
  }
}
