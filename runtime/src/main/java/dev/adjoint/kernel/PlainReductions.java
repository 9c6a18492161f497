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
    return (float) total(x, from, to);
  }

  static double total(float[] x, int from, int to) {
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
    return (s0 + s1) + (s2 + s3);
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

  /** Goes through a row buffer, because loops with an offset in one array stay scalar. */
  static void addToRows(float[] row, float[] y, int fromRow, int toRow, int width) {
    float[] buffer = PlainScratch.get().row(width);
    for (int r = fromRow; r < toRow; r++) {
      System.arraycopy(y, r * width, buffer, 0, width);
      for (int j = 0; j < width; j++) {
        buffer[j] += row[j];
      }
      System.arraycopy(buffer, 0, y, r * width, width);
    }
  }

  /** Goes through a row buffer, as {@link #addToRows} does. */
  static void multiplyRows(float[] row, float[] y, int fromRow, int toRow, int width) {
    float[] buffer = PlainScratch.get().row(width);
    for (int r = fromRow; r < toRow; r++) {
      System.arraycopy(y, r * width, buffer, 0, width);
      for (int j = 0; j < width; j++) {
        buffer[j] *= row[j];
      }
      System.arraycopy(buffer, 0, y, r * width, width);
    }
  }

  /**
   * Goes through row buffers, because loops with an offset in one array stay scalar; the sums of
   * some rows are added up in {@code double}, so that a long column loses no digits.
   */
  static void sumRows(float[] x, int offset, int rows, int width, float[] y, int yOffset) {
    PlainScratch scratch = PlainScratch.get();
    double[] total = scratch.total(width);
    float[] block = scratch.block(width);
    float[] row = scratch.row(width);
    Arrays.fill(total, 0, width, 0);
    Arrays.fill(block, 0, width, 0);
    for (int r = 0; r < rows; r++) {
      System.arraycopy(x, offset + r * width, row, 0, width);
      for (int j = 0; j < width; j++) {
        block[j] += row[j];
      }
      if (r % ROWS == ROWS - 1 || r == rows - 1) {
        for (int j = 0; j < width; j++) {
          total[j] += block[j];
        }
        Arrays.fill(block, 0, width, 0);
      }
    }
    for (int j = 0; j < width; j++) {
      y[yOffset + j] = (float) total[j];
    }
  }
}
