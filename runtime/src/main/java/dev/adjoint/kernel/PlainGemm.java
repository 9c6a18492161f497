package dev.adjoint.kernel;

import java.util.Arrays;

/**
 * One matrix product.
 *
 * <p>A block of B is packed into rows of its own, and a row of C is worked on in a buffer, so that
 * the innermost loop has one index in all its arrays: the only form of this loop that HotSpot turns
 * into vector instructions. It takes four rows of B at a time, which saves three of four loads and
 * stores of C. Each element of C is summed in the same order however the work is split.
 */
final class PlainGemm {
  /** The rows of a packed block. */
  private static final int DEPTH = 256;

  /**
   * The columns of a packed block. Long rows matter more than a small block: HotSpot does up to two
   * unrolled rounds of a loop with scalar code, before and after the vectors.
   */
  private static final int WIDTH = 512;

  /** The multiply-adds below which handing work to a second thread costs more than it saves. */
  private static final long PARALLEL_THRESHOLD = 1L << 22;

  private final int m;
  private final int n;
  private final int k;
  private final float[] a;
  private final int aOffset;
  private final int aRowStride;
  private final int aColumnStride;
  private final float[] b;
  private final int bOffset;
  private final boolean transposeB;
  private final float[] c;
  private final int cOffset;
  private final boolean accumulate;

  PlainGemm(
      boolean transposeA,
      boolean transposeB,
      int m,
      int n,
      int k,
      float[] a,
      int aOffset,
      float[] b,
      int bOffset,
      float[] c,
      int cOffset,
      boolean accumulate) {
    this.m = m;
    this.n = n;
    this.k = k;
    this.a = a;
    this.aOffset = aOffset;
    this.aRowStride = transposeA ? 1 : k;
    this.aColumnStride = transposeA ? m : 1;
    this.b = b;
    this.bOffset = bOffset;
    this.transposeB = transposeB;
    this.c = c;
    this.cOffset = cOffset;
    this.accumulate = accumulate;
  }

  void run(Workers workers) {
    int threads = workers.threads();
    if ((long) m * n * k < PARALLEL_THRESHOLD || threads == 1) {
      block(0, m, 0, n);
    } else if (m >= n) {
      workers.run(threads, t -> block(part(m, t, threads), part(m, t + 1, threads), 0, n));
    } else {
      workers.run(threads, t -> block(0, m, part(n, t, threads), part(n, t + 1, threads)));
    }
  }

  private static int part(int size, int index, int parts) {
    return (int) ((long) size * index / parts);
  }

  private void block(int fromRow, int toRow, int fromColumn, int toColumn) {
    int widest = Math.min(WIDTH, toColumn - fromColumn);
    PlainScratch scratch = PlainScratch.get();
    float[][] panel = scratch.panel(Math.min(DEPTH, k), widest);
    float[] row = scratch.row(widest);
    for (int column = fromColumn; column < toColumn; column += WIDTH) {
      int width = Math.min(WIDTH, toColumn - column);
      if (k == 0) {
        product(fromRow, toRow, column, width, 0, 0, panel, row);
      }
      for (int inner = 0; inner < k; inner += DEPTH) {
        int depth = Math.min(DEPTH, k - inner);
        pack(panel, inner, depth, column, width);
        product(fromRow, toRow, column, width, inner, depth, panel, row);
      }
    }
  }

  private void pack(float[][] panel, int inner, int depth, int column, int width) {
    if (transposeB) {
      for (int j = 0; j < width; j++) {
        int source = bOffset + (column + j) * k + inner;
        for (int p = 0; p < depth; p++) {
          panel[p][j] = b[source + p];
        }
      }
    } else {
      for (int p = 0; p < depth; p++) {
        System.arraycopy(b, bOffset + (inner + p) * n + column, panel[p], 0, width);
      }
    }
  }

  private void product(
      int fromRow,
      int toRow,
      int column,
      int width,
      int inner,
      int depth,
      float[][] panel,
      float[] row) {
    for (int i = fromRow; i < toRow; i++) {
      int target = cOffset + i * n + column;
      if (inner > 0 || accumulate) {
        System.arraycopy(c, target, row, 0, width);
      } else {
        Arrays.fill(row, 0, width, 0f);
      }
      int source = aOffset + i * aRowStride + inner * aColumnStride;
      int p = 0;
      for (; p < depth - 3; p += 4) {
        addFourRows(
            row,
            a[source],
            panel[p],
            a[source + aColumnStride],
            panel[p + 1],
            a[source + 2 * aColumnStride],
            panel[p + 2],
            a[source + 3 * aColumnStride],
            panel[p + 3],
            width);
        source += 4 * aColumnStride;
      }
      for (; p < depth; p++) {
        addRow(row, a[source], panel[p], width);
        source += aColumnStride;
      }
      System.arraycopy(row, 0, c, target, width);
    }
  }

  private static void addFourRows(
      float[] c,
      float a0,
      float[] b0,
      float a1,
      float[] b1,
      float a2,
      float[] b2,
      float a3,
      float[] b3,
      int width) {
    for (int j = 0; j < width; j++) {
      c[j] += a0 * b0[j] + a1 * b1[j] + a2 * b2[j] + a3 * b3[j];
    }
  }

  private static void addRow(float[] c, float a, float[] b, int width) {
    for (int j = 0; j < width; j++) {
      c[j] += a * b[j];
    }
  }
}
