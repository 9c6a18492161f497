package dev.adjoint.kernel.vector;

import dev.adjoint.kernel.Workers;
import java.util.Arrays;

/** The choice of a way to multiply two matrices, by their shape alone. */
final class VectorGemm {
  /** The multiply-adds up to which plain loops are done before tiles are set up. */
  private static final long TINY = 512;

  private VectorGemm() {}

  static void multiply(
      Workers workers,
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
    if (k == 0) {
      if (!accumulate) {
        Arrays.fill(c, cOffset, cOffset + m * n, 0f);
      }
      return;
    }
    Operand left = new Operand(a, aOffset, transposeA ? m : k, transposeA);
    Operand right = new Operand(b, bOffset, transposeB ? k : n, transposeB);
    if ((long) m * n * k <= TINY) {
      tiny(m, n, k, left, right, c, cOffset, accumulate);
    } else if (m == 1) {
      MatrixVector.multiply(workers, k, n, a, aOffset, right, c, cOffset, accumulate);
    } else if (n == 1) {
      MatrixVector.multiply(workers, k, m, b, bOffset, left.transpose(), c, cOffset, accumulate);
    } else {
      Operand result = new Operand(c, cOffset, n, false);
      // Panels of a transposed right operand cost a transposition. With both transposed none is
      // needed for the transposed product; with one, it transposes the left operand and the result.
      boolean exchange = transposeB && (transposeA || (long) m * (k + n) < (long) n * k);
      BlockedProduct product =
          exchange
              ? new BlockedProduct(
                  n, m, k, right.transpose(), left.transpose(), result.transpose(), accumulate)
              : new BlockedProduct(m, n, k, left, right, result, accumulate);
      product.run(workers);
    }
  }

  /**
   * The product by tiles whatever its shape, so that no row depends on how many there are.
   *
   * @param transposeA whether {@code a} is stored as k x m instead of m x k
   */
  static void byTiles(
      Workers workers,
      boolean transposeA,
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
    Operand left = new Operand(a, aOffset, transposeA ? m : k, transposeA);
    Operand right = new Operand(b, bOffset, n, false);
    Operand result = new Operand(c, cOffset, n, false);
    new BlockedProduct(m, n, k, left, right, result, accumulate).run(workers);
  }

  private static void tiny(
      int m,
      int n,
      int k,
      Operand left,
      Operand right,
      float[] c,
      int cOffset,
      boolean accumulate) {
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        int target = cOffset + i * n + j;
        float sum = 0;
        for (int p = 0; p < k; p++) {
          sum += left.array()[left.index(i, p)] * right.array()[right.index(p, j)];
        }
        c[target] = accumulate ? c[target] + sum : sum;
      }
    }
  }
}
