package dev.adjoint.kernel.vector;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/**
 * Sums and maxima. Blocks of elements are summed in four vectors, and the blocks in {@code double},
 * so that a long sum loses no digits; all in a fixed order.
 */
final class VectorReductions extends VectorLoops {
  /** So many rows are added in {@code float}. */
  private static final int ROWS = 64;

  private static final int BLOCK = 4096;

  private VectorReductions() {}

  static float sum(float[] x, int from, int to) {
    float[] lanes = new float[Lanes.COUNT];
    int whole = Lanes.wholeVectors(from, to);
    double sum = 0;
    for (int block = from; block < whole; block += BLOCK) {
      sum += sumVectors(x, block, Math.min(whole, block + BLOCK), lanes);
    }
    for (int i = whole; i < to; i++) {
      sum += x[i];
    }
    return (float) sum;
  }

  private static float sumVectors(float[] x, int from, int to, float[] lanes) {
    FloatVector s0 = FloatVector.zero(Lanes.FLOATS);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    int i = from;
    for (; i <= to - 4 * Lanes.COUNT; i += 4 * Lanes.COUNT) {
      s0 = s0.add(Lanes.load(x, i));
      s1 = s1.add(Lanes.load(x, i + Lanes.COUNT));
      s2 = s2.add(Lanes.load(x, i + 2 * Lanes.COUNT));
      s3 = s3.add(Lanes.load(x, i + 3 * Lanes.COUNT));
    }
    for (; i < to; i += Lanes.COUNT) {
      s0 = s0.add(Lanes.load(x, i));
    }
    return Lanes.sum(s0.add(s1).add(s2.add(s3)), lanes);
  }

  static float dot(float[] a, float[] b, int from, int to) {
    float[] lanes = new float[Lanes.COUNT];
    int whole = Lanes.wholeVectors(from, to);
    double sum = 0;
    for (int block = from; block < whole; block += BLOCK) {
      sum += dotVectors(a, block, b, block, Math.min(BLOCK, whole - block), lanes);
    }
    for (int i = whole; i < to; i++) {
      sum += (double) a[i] * b[i];
    }
    return (float) sum;
  }

  /** The sum of products of whole vectors. */
  static float dotVectors(float[] a, int fromA, float[] b, int fromB, int size, float[] lanes) {
    FloatVector s0 = FloatVector.zero(Lanes.FLOATS);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    int i = 0;
    for (; i <= size - 4 * Lanes.COUNT; i += 4 * Lanes.COUNT) {
      s0 = Lanes.load(a, fromA + i).fma(Lanes.load(b, fromB + i), s0);
      s1 = Lanes.load(a, fromA + i + Lanes.COUNT).fma(Lanes.load(b, fromB + i + Lanes.COUNT), s1);
      s2 =
          Lanes.load(a, fromA + i + 2 * Lanes.COUNT)
              .fma(Lanes.load(b, fromB + i + 2 * Lanes.COUNT), s2);
      s3 =
          Lanes.load(a, fromA + i + 3 * Lanes.COUNT)
              .fma(Lanes.load(b, fromB + i + 3 * Lanes.COUNT), s3);
    }
    for (; i < size; i += Lanes.COUNT) {
      s0 = Lanes.load(a, fromA + i).fma(Lanes.load(b, fromB + i), s0);
    }
    return Lanes.sum(s0.add(s1).add(s2.add(s3)), lanes);
  }

  static float max(float[] x, int from, int to) {
    int whole = Lanes.wholeVectors(from, to);
    float[] lanes = new float[Lanes.COUNT];
    Arrays.fill(lanes, Float.NEGATIVE_INFINITY);
    for (int i = from; i < whole; i += Scratch.CHUNK) {
      maxVectors(x, i, Math.min(whole, i + Scratch.CHUNK), lanes);
    }
    float max = Float.NEGATIVE_INFINITY;
    for (float lane : lanes) {
      max = Math.max(max, lane);
    }
    for (int i = whole; i < to; i++) {
      max = Math.max(max, x[i]);
    }
    return max;
  }

  /** The greatest of each lane and what is in it. */
  private static void maxVectors(float[] x, int from, int to, float[] lanes) {
    FloatVector max = FloatVector.fromArray(Lanes.FLOATS, lanes, 0);
    for (int i = from; i < to; i += Lanes.COUNT) {
      max = max.max(Lanes.load(x, i));
    }
    max.intoArray(lanes, 0);
  }

  static void addToRows(float[] row, float[] y, int fromRow, int toRow, int width) {
    int whole = Lanes.wholeVectors(0, width);
    for (int r = fromRow; r < toRow; r++) {
      int offset = r * width;
      for (int j = 0; j < whole; j += Scratch.CHUNK) {
        addRow(row, y, offset, j, Math.min(whole, j + Scratch.CHUNK));
      }
      for (int j = whole; j < width; j++) {
        y[offset + j] += row[j];
      }
    }
  }

  private static void addRow(float[] row, float[] y, int offset, int from, int to) {
    for (int j = from; j < to; j += Lanes.COUNT) {
      Lanes.load(y, offset + j).add(Lanes.load(row, j)).intoArray(y, offset + j);
    }
  }

  static void multiplyRows(float[] row, float[] y, int fromRow, int toRow, int width) {
    int whole = Lanes.wholeVectors(0, width);
    for (int r = fromRow; r < toRow; r++) {
      int offset = r * width;
      for (int j = 0; j < whole; j += Scratch.CHUNK) {
        multiplyRow(row, y, offset, j, Math.min(whole, j + Scratch.CHUNK));
      }
      for (int j = whole; j < width; j++) {
        y[offset + j] *= row[j];
      }
    }
  }

  private static void multiplyRow(float[] row, float[] y, int offset, int from, int to) {
    for (int j = from; j < to; j += Lanes.COUNT) {
      Lanes.load(y, offset + j).mul(Lanes.load(row, j)).intoArray(y, offset + j);
    }
  }

  /** Adds the sums of some rows in {@code double}, so that a long column loses no digits. */
  static void sumRows(float[] x, int offset, int rows, int width, float[] y, int yOffset) {
    if (rows <= ROWS) {
      sumFewRows(x, offset, rows, width, y, yOffset);
      return;
    }
    double[] total = new double[width];
    float[] block = new float[width];
    for (int row = 0; row < rows; row += ROWS) {
      sumFewRows(x, offset + row * width, Math.min(ROWS, rows - row), width, block, 0);
      for (int j = 0; j < width; j++) {
        total[j] += block[j];
      }
    }
    for (int j = 0; j < width; j++) {
      y[yOffset + j] = (float) total[j];
    }
  }

  /** Adds each column from top to bottom, some columns at a time. */
  private static void sumFewRows(
      float[] x, int offset, int rows, int width, float[] y, int yOffset) {
    int wide = width - width % (4 * Lanes.COUNT);
    for (int j = 0; j < wide; j += 4 * Lanes.COUNT) {
      sumWideColumns(x, offset + j, rows, width, y, yOffset + j);
    }
    int whole = Lanes.wholeVectors(0, width);
    for (int j = wide; j < whole; j += Lanes.COUNT) {
      sumColumns(x, offset + j, rows, width, y, yOffset + j);
    }
    for (int j = whole; j < width; j++) {
      float sum = 0;
      for (int i = 0; i < rows; i++) {
        sum += x[offset + i * width + j];
      }
      y[yOffset + j] = sum;
    }
  }

  private static void sumWideColumns(
      float[] x, int start, int rows, int width, float[] y, int target) {
    FloatVector s0 = FloatVector.zero(Lanes.FLOATS);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    int i = start;
    for (int row = 0; row < rows; row++) {
      s0 = s0.add(Lanes.load(x, i));
      s1 = s1.add(Lanes.load(x, i + Lanes.COUNT));
      s2 = s2.add(Lanes.load(x, i + 2 * Lanes.COUNT));
      s3 = s3.add(Lanes.load(x, i + 3 * Lanes.COUNT));
      i += width;
    }
    s0.intoArray(y, target);
    s1.intoArray(y, target + Lanes.COUNT);
    s2.intoArray(y, target + 2 * Lanes.COUNT);
    s3.intoArray(y, target + 3 * Lanes.COUNT);
  }

  private static void sumColumns(float[] x, int start, int rows, int width, float[] y, int target) {
    FloatVector sum = FloatVector.zero(Lanes.FLOATS);
    int i = start;
    for (int row = 0; row < rows; row++) {
      sum = sum.add(Lanes.load(x, i));
      i += width;
    }
    sum.intoArray(y, target);
  }
}
