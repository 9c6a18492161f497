package dev.adjoint.kernel;

/**
 * Rows brought to the mean 0 and the variance 1, and the gradient of that. The sums are {@code
 * double}, so that rows far from 0 lose no digits.
 */
final class PlainStandardization {
  private PlainStandardization() {}

  static void row(float[] x, float[] y, int start, int width, float epsilon, boolean isCentered) {
    double mean = isCentered ? PlainReductions.total(x, start, start + width) / width : 0;
    double factor = factor(x, start, start + width, mean, epsilon);
    for (int i = start; i < start + width; i++) {
      y[i] = (float) ((x[i] - mean) * factor);
    }
  }

  /** 1 / sqrt(variance + epsilon). */
  private static double factor(float[] x, int from, int to, double mean, float epsilon) {
    double s0 = 0;
    double s1 = 0;
    int i = from;
    for (; i < to - 1; i += 2) {
      double d0 = x[i] - mean;
      double d1 = x[i + 1] - mean;
      s0 += d0 * d0;
      s1 += d1 * d1;
    }
    if (i < to) {
      double d0 = x[i] - mean;
      s0 += d0 * d0;
    }
    return 1 / Math.sqrt((s0 + s1) / (to - from) + epsilon);
  }

  static void gradient(
      float[] x, float[] g, float[] y, int start, int width, float epsilon, boolean isCentered) {
    double mean = isCentered ? PlainReductions.total(x, start, start + width) / width : 0;
    double factor = factor(x, start, start + width, mean, epsilon);
    gradient(x, g, y, start, width, mean, factor, isCentered);
  }

  private static void gradient(
      float[] x,
      float[] g,
      float[] y,
      int start,
      int width,
      double mean,
      double factor,
      boolean isCentered) {
    int end = start + width;
    double shift = isCentered ? PlainReductions.total(g, start, end) / width : 0;
    double s0 = 0;
    double s1 = 0;
    int i = start;
    for (; i < end - 1; i += 2) {
      s0 += (x[i] - mean) * g[i];
      s1 += (x[i + 1] - mean) * g[i + 1];
    }
    if (i < end) {
      s0 += (x[i] - mean) * g[i];
    }
    double slope = (s0 + s1) / width * factor * factor;
    for (i = start; i < end; i++) {
      y[i] = (float) (factor * (g[i] - shift - (x[i] - mean) * slope));
    }
  }

  static void scaledGradient(
      float[] x,
      float[] g,
      float[] weight,
      float[] y,
      float[] weightSums,
      float[] biasSums,
      int sumsStart,
      int start,
      int width,
      float epsilon,
      boolean isCentered) {
    double mean = isCentered ? PlainReductions.total(x, start, start + width) / width : 0;
    double factor = factor(x, start, start + width, mean, epsilon);
    for (int i = 0; i < width; i++) {
      float adjoint = g[start + i];
      weightSums[sumsStart + i] += (float) ((x[start + i] - mean) * factor) * adjoint;
      biasSums[sumsStart + i] += adjoint;
      y[start + i] = adjoint * weight[i];
    }
    gradient(x, y, y, start, width, mean, factor, isCentered);
  }
}
