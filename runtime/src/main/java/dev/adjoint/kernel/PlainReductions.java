package dev.adjoint.kernel;

import java.util.Arrays;

/**
 * Sums and maxima. Four partial sums keep the additions from waiting for each other; they are
 * {@code double}, so that a long sum loses no digits.
 */
final class PlainReductions {
  /** So many rows are added in {@code float}. */
  private static final int ROWS = 64;

  private PlainReductions() {}

  static float sum(float[] x, int from, int to) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = from;
    for (; i < to - 3; i += 4) {
      s0 += x[i];
      s1 += x[i + 1];
      s2 += x[i + 2];
      s3 += x[i + 3];
    }
    for (; i < to; i++) {
      s0 += x[i];
    }
    return (float) ((s0 + s1) + (s2 + s3));
  }

  static float dot(float[] a, float[] b, int from, int to) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = from;
    for (; i < to - 3; i += 4) {
      s0 += (double) a[i] * b[i];
      s1 += (double) a[i + 1] * b[i + 1];
      s2 += (double) a[i + 2] * b[i + 2];
      s3 += (double) a[i + 3] * b[i + 3];
    }
    for (; i < to; i++) {
      s0 += (double) a[i] * b[i];
    }
    return (float) ((s0 + s1) + (s2 + s3));
  }

  static float max(float[] x, int from, int to) {
    float max = Float.NEGATIVE_INFINITY;
    for (int i = from; i < to; i++) {
      max = Math.max(max, x[i]);
    }
    return max;
  }

  /**
   * Goes through row buffers, because loops with an offset in one array stay scalar; the sums of
   * some rows are added up in {@code double}, so that a long column loses no digits.
   */
  static void sumRows(float[] x, int offset, int rows, int width, float[] y, int yOffset) {
    double[] total = new double[width];
    float[] block = new float[width];
    float[] row = new float[width];
    for (int r = 0; r < rows; r++) {
      System.arraycopy(x, offset + r * width, row, 0, width);
      for (int j = 0; j < width; j++) {
        block[j] += row[j];
      }
      if (r % ROWS == ROWS - 1 || r == rows - 1) {
        for (int j = 0; j < width; j++) {
          total[j] += block[j];
        }
        Arrays.fill(block, 0);
      }
    }
    for (int j = 0; j < width; j++) {
      y[yOffset + j] = (float) total[j];
    }
  }
}
