package dev.adjoint.data.images;

/**
 * The weights by which numbers along an axis become more or fewer: a triangle around the place that
 * each new one has among the old, as wide as two old ones, or as two new ones if these are wider.
 */
final class Resampling {
  private final int[] first;
  private final double[][] weights;

  Resampling(int from, int to) {
    first = new int[to];
    weights = new double[to][];
    double scale = (double) from / to;
    double support = Math.max(1, scale);
    for (int i = 0; i < to; i++) {
      double center = (i + 0.5) * scale;
      int low = Math.max(0, (int) (center - support + 0.5));
      int high = Math.min(from, (int) (center + support + 0.5));
      double[] own = new double[high - low];
      double sum = 0;
      for (int k = 0; k < own.length; k++) {
        own[k] = Math.max(0, 1 - Math.abs((low + k + 0.5 - center) / support));
        sum += own[k];
      }
      for (int k = 0; k < own.length; k++) {
        own[k] /= sum;
      }
      first[i] = low;
      weights[i] = own;
    }
  }

  /** A new number of those that begin at a place and have a stride. */
  float at(int index, float[] numbers, int start, int stride) {
    double sum = 0;
    double[] own = weights[index];
    for (int k = 0; k < own.length; k++) {
      sum += own[k] * numbers[start + (first[index] + k) * stride];
    }
    return (float) sum;
  }
}
