package dev.adjoint.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.random.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GemmTest {
  private static final int[] SIZES = {1, 3, 5, 7, 17, 33, 64, 65, 130};

  private final Kernels kernels = ActiveKernels.get();
  private final RandomSource random = RandomSource.of(6);

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
  void agreesWithANaiveLoopOnOddSizes(boolean transposeA, boolean transposeB, boolean accumulate) {
    for (int m : SIZES) {
      for (int n : SIZES) {
        for (int k : SIZES) {
          check(transposeA, transposeB, accumulate, m, n, k);
        }
      }
    }
  }

  @Test
  void agreesBeyondOneBlockAndOneThread() {
    check(false, false, true, 259, 263, 521);
    check(true, true, false, 130, 600, 300);
  }

  @Test
  void anEmptyInnerDimensionClearsOrKeeps() {
    float[] c = {1, 2, 3};
    kernels.gemm(false, false, 1, 2, 0, new float[0], 0, new float[0], 0, c, 1, true);
    assertThat(c).containsExactly(1, 2, 3);
    kernels.gemm(false, false, 1, 2, 0, new float[0], 0, new float[0], 0, c, 1, false);
    assertThat(c).containsExactly(1, 0, 0);
  }

  private void check(
      boolean transposeA, boolean transposeB, boolean accumulate, int m, int n, int k) {
    int offset = 3;
    float[] a = numbers(offset + m * k);
    float[] b = numbers(offset + k * n);
    float[] c = numbers(offset + m * n + 1);
    float[] before = c.clone();
    kernels.gemm(transposeA, transposeB, m, n, k, a, offset, b, offset, c, offset, accumulate);
    // Numbers in [-1, 1): each of k additions rounds a partial sum, which is some sqrt(k) in size.
    double tolerance = 1.2e-7 * (k + 4) * Math.sqrt(k);
    double worst = 0;
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        double expected = accumulate ? before[offset + i * n + j] : 0;
        for (int p = 0; p < k; p++) {
          double left = a[offset + (transposeA ? p * m + i : i * k + p)];
          expected += left * b[offset + (transposeB ? j * k + p : p * n + j)];
        }
        worst = Math.max(worst, Math.abs(expected - c[offset + i * n + j]));
      }
    }
    assertThat(worst).as("%d x %d x %d", m, n, k).isCloseTo(0, within(tolerance));
    assertThat(c[offset - 1]).isEqualTo(before[offset - 1]);
    assertThat(c[offset + m * n]).isEqualTo(before[offset + m * n]);
  }

  private float[] numbers(int size) {
    float[] numbers = new float[size];
    for (int i = 0; i < size; i++) {
      numbers[i] = 2 * random.nextFloat() - 1;
    }
    return numbers;
  }
}
