package dev.adjoint.kernel.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.kernel.Kernels;
import dev.adjoint.kernel.Workers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Matrix products against naive loops in {@code double}. */
public abstract class GemmConformance {
  private static final int[] SMALL = {1, 2, 3, 4, 6, 7, 8, 13, 15, 16, 17, 25, 31, 33};
  private static final int OFFSET = 3;
  private static final double ROUNDING = Math.scalb(1.0, -24);

  private final Numbers numbers = new Numbers(11);

  /** The kernels under test, sharing their work among some threads. */
  protected abstract Kernels kernels(Workers workers);

  @ParameterizedTest
  @CsvSource({
    "false, false, false",
    "true, false, false",
    "false, true, false",
    "true, true, false",
    "false, false, true",
    "true, false, true",
    "false, true, true",
    "true, true, true"
  })
  void agreesWithANaiveLoop(boolean transposeA, boolean transposeB, boolean accumulate) {
    Kernels kernels = kernels(new Workers(1));
    for (int m : SMALL) {
      for (int n : SMALL) {
        for (int k : SMALL) {
          check(kernels, new Product(transposeA, transposeB, m, n, k, accumulate));
        }
      }
    }
    for (int size : Numbers.SIZES) {
      check(kernels, new Product(transposeA, transposeB, size, 65, 130, accumulate));
      check(kernels, new Product(transposeA, transposeB, 97, size, 33, accumulate));
      check(kernels, new Product(transposeA, transposeB, 47, 96, size, accumulate));
      check(kernels, new Product(transposeA, transposeB, size, 1, 513, accumulate));
      check(kernels, new Product(transposeA, transposeB, 1, size, 255, accumulate));
      check(kernels, new Product(transposeA, transposeB, 255, 130, size, accumulate));
    }
    check(kernels, new Product(transposeA, transposeB, 255, 258, 1030, accumulate));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 8})
  void anyNumberOfThreadsGivesTheSameBits(int threads) {
    try (Workers workers = new Workers(threads)) {
      Kernels alone = kernels(new Workers(1));
      Kernels shared = kernels(workers);
      int[][] shapes = {
        {513, 513, 130},
        {1030, 17, 255},
        {17, 1030, 255},
        {1, 1030, 1030},
        {1030, 1, 1030},
        {64, 513, 784},
        {200, 96, 600}
      };
      for (int[] shape : shapes) {
        for (int mode = 0; mode < 8; mode++) {
          Product product =
              new Product(
                  (mode & 1) > 0, (mode & 2) > 0, shape[0], shape[1], shape[2], (mode & 4) > 0);
          float[] a = numbers.uniform(OFFSET + product.m * product.k);
          float[] b = numbers.uniform(OFFSET + product.k * product.n);
          float[] c = numbers.uniform(OFFSET + product.m * product.n);
          float[] expected = c.clone();
          product.run(alone, a, b, expected);
          product.run(shared, a, b, c);
          assertThat(c).as("%s", product).isEqualTo(expected);
        }
      }
    }
  }

  @Test
  void anEmptyInnerDimensionClearsOrKeeps() {
    Kernels kernels = kernels(new Workers(1));
    float[] c = {1, 2, 3};
    kernels.gemm(false, false, 1, 2, 0, new float[0], 0, new float[0], 0, c, 1, true);
    assertThat(c).containsExactly(1, 2, 3);
    kernels.gemm(false, false, 1, 2, 0, new float[0], 0, new float[0], 0, c, 1, false);
    assertThat(c).containsExactly(1, 0, 0);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 33, 130})
  void infinityAndNanReachExactlyTheirRow(int size) {
    Kernels kernels = kernels(new Workers(1));
    float[] a = numbers.uniform(size * size);
    float[] b = numbers.uniform(size * size);
    float[] c = new float[size * size];
    a[size + 1] = Float.NaN;
    a[2 * size] = Float.POSITIVE_INFINITY;
    kernels.gemm(false, false, size, size, size, a, 0, b, 0, c, 0, false);
    for (int i = 0; i < c.length; i++) {
      int row = i / size;
      assertThat(Float.isFinite(c[i])).as("row %d", row).isEqualTo(row != 1 && row != 2);
    }
  }

  /**
   * Each element is a sum of k products in some order: its error is at most k + 2 roundings of the
   * sum of the products' sizes (Higham 2002, section 3.1).
   */
  private void check(Kernels kernels, Product product) {
    int m = product.m;
    int n = product.n;
    float[] a = numbers.uniform(OFFSET + m * product.k);
    float[] b = numbers.uniform(OFFSET + product.k * n);
    float[] c = numbers.uniform(OFFSET + m * n + 1);
    float[] before = c.clone();
    product.run(kernels, a, b, c);
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        int at = OFFSET + i * n + j;
        double expected = product.accumulate ? before[at] : 0;
        double size = Math.abs(expected);
        for (int p = 0; p < product.k; p++) {
          double term = (double) a[product.indexOfA(i, p)] * b[product.indexOfB(p, j)];
          expected += term;
          size += Math.abs(term);
        }
        double bound = ROUNDING * (product.k + 2) * size;
        if (!(Math.abs(c[at] - expected) <= bound)) {
          throw new AssertionError(
              "%s: (%d, %d) is %s, expected %s within %s"
                  .formatted(product, i, j, c[at], expected, bound));
        }
      }
    }
    assertThat(c[OFFSET - 1]).isEqualTo(before[OFFSET - 1]);
    assertThat(c[OFFSET + m * n]).isEqualTo(before[OFFSET + m * n]);
  }

  private record Product(
      boolean transposeA, boolean transposeB, int m, int n, int k, boolean accumulate) {
    void run(Kernels kernels, float[] a, float[] b, float[] c) {
      kernels.gemm(transposeA, transposeB, m, n, k, a, OFFSET, b, OFFSET, c, OFFSET, accumulate);
    }

    int indexOfA(int i, int p) {
      return OFFSET + (transposeA ? p * m + i : i * k + p);
    }

    int indexOfB(int p, int j) {
      return OFFSET + (transposeB ? j * k + p : p * n + j);
    }
  }
}
