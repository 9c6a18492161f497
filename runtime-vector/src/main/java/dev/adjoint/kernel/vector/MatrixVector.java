package dev.adjoint.kernel.vector;

import dev.adjoint.kernel.Workers;
import jdk.incubator.vector.FloatVector;

/** Products of a matrix and a vector, which read each element of the matrix once and in place. */
final class MatrixVector extends VectorLoops {
  /** The multiply-adds below which handing work to a second thread costs more than it saves. */
  private static final long PARALLEL_THRESHOLD = 1L << 17;

  private MatrixVector() {}

  /**
   * y = x M, or y += x M.
   *
   * @param m a matrix of {@code inner} rows and {@code size} columns
   * @param x {@code inner} numbers from {@code xStart}
   */
  static void multiply(
      Workers workers,
      int inner,
      int size,
      float[] x,
      int xStart,
      Operand m,
      float[] y,
      int yStart,
      boolean accumulate) {
    int threads = workers.threads();
    int unit = 4 * Lanes.COUNT;
    int parts = (long) inner * size < PARALLEL_THRESHOLD ? 1 : Math.min(threads, size / unit + 1);
    workers.run(
        parts,
        part -> {
          int from = cut(size, unit, part, parts);
          int to = cut(size, unit, part + 1, parts);
          if (m.transposed()) {
            dots(inner, from, to, x, xStart, m, y, yStart, accumulate);
          } else {
            combination(inner, from, to, x, xStart, m, y, yStart, accumulate);
          }
        });
  }

  private static int cut(int size, int unit, int part, int parts) {
    return part == parts ? size : (int) ((long) size / unit * part / parts) * unit;
  }

  /** Each element is the dot product of x and a stored row. */
  private static void dots(
      int inner,
      int from,
      int to,
      float[] x,
      int xStart,
      Operand m,
      float[] y,
      int yStart,
      boolean accumulate) {
    float[] lanes = new float[Lanes.COUNT];
    int whole = Lanes.wholeVectors(0, inner);
    for (int j = from; j < to; j++) {
      int row = m.index(0, j);
      float sum = VectorReductions.dotVectors(x, xStart, m.array(), row, whole, lanes);
      for (int p = whole; p < inner; p++) {
        sum += x[xStart + p] * m.array()[row + p];
      }
      y[yStart + j] = accumulate ? y[yStart + j] + sum : sum;
    }
  }

  /** The elements are a sum of stored rows, each times an element of x. */
  private static void combination(
      int inner,
      int from,
      int to,
      float[] x,
      int xStart,
      Operand m,
      float[] y,
      int yStart,
      boolean accumulate) {
    float[] tile = new float[4 * Lanes.COUNT];
    int j = from;
    for (; j <= to - 4 * Lanes.COUNT; j += 4 * Lanes.COUNT) {
      wideColumns(inner, x, xStart, m.array(), m.index(0, j), m.stride(), tile);
      Merging.row(tile, 0, 4 * Lanes.COUNT, y, yStart + j, accumulate);
    }
    for (; j <= to - Lanes.COUNT; j += Lanes.COUNT) {
      columns(inner, x, xStart, m.array(), m.index(0, j), m.stride(), tile);
      Merging.row(tile, 0, Lanes.COUNT, y, yStart + j, accumulate);
    }
    for (; j < to; j++) {
      float sum = 0;
      for (int p = 0; p < inner; p++) {
        sum += x[xStart + p] * m.array()[m.index(p, j)];
      }
      y[yStart + j] = accumulate ? y[yStart + j] + sum : sum;
    }
  }

  private static void wideColumns(
      int inner, float[] x, int xStart, float[] m, int start, int stride, float[] tile) {
    FloatVector c0 = FloatVector.zero(Lanes.FLOATS);
    FloatVector c1 = c0;
    FloatVector c2 = c0;
    FloatVector c3 = c0;
    int i = start;
    for (int p = 0; p < inner; p++) {
      FloatVector f = FloatVector.broadcast(Lanes.FLOATS, x[xStart + p]);
      c0 = f.fma(Lanes.load(m, i), c0);
      c1 = f.fma(Lanes.load(m, i + Lanes.COUNT), c1);
      c2 = f.fma(Lanes.load(m, i + 2 * Lanes.COUNT), c2);
      c3 = f.fma(Lanes.load(m, i + 3 * Lanes.COUNT), c3);
      i += stride;
    }
    c0.intoArray(tile, 0);
    c1.intoArray(tile, Lanes.COUNT);
    c2.intoArray(tile, 2 * Lanes.COUNT);
    c3.intoArray(tile, 3 * Lanes.COUNT);
  }

  private static void columns(
      int inner, float[] x, int xStart, float[] m, int start, int stride, float[] tile) {
    FloatVector c0 = FloatVector.zero(Lanes.FLOATS);
    int i = start;
    for (int p = 0; p < inner; p++) {
      c0 = Lanes.load(m, i).fma(FloatVector.broadcast(Lanes.FLOATS, x[xStart + p]), c0);
      i += stride;
    }
    c0.intoArray(tile, 0);
  }
}
