package dev.adjoint.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Means over windows that look like those of two by two, or of a whole image, and are not. */
class PoolingTest {
  private static Tensor images(int height, int width) {
    float[] x = new float[height * width];
    for (int i = 0; i < x.length; i++) {
      x[i] = i + 1;
    }
    return Tensor.of(x, 1, height, width);
  }

  private static void check(
      Tensor x, int kernel, int stride, int padding, boolean countPadding, float... expected) {
    int[] kernels = {kernel, kernel};
    int[] strides = {stride, stride};
    int[] paddings = {padding, padding};
    Tensor y = Pooling.avgPool2d(x, kernels, strides, paddings, countPadding);
    assertThat(y.toArray()).containsExactly(expected);
    // The transpose: <seed, pool(x)> = <spread(seed), x>.
    float[] seed = new float[y.size()];
    for (int i = 0; i < seed.length; i++) {
      seed[i] = i + 2;
    }
    Tensor back =
        PoolingGradients.avgPool2dInput(
            Tensor.of(seed, y.shape()), x.shape(), kernels, strides, paddings, countPadding);
    float forward = 0;
    for (int i = 0; i < seed.length; i++) {
      forward += seed[i] * expected[i];
    }
    assertThat(back.times(x).sum()).isCloseTo(forward, Offset.offset(1e-4f));
  }

  @Test
  void paddingCountsWhereItIsAskedFor() {
    check(images(2, 2), 3, 2, 1, true, 10 / 9f);
    check(images(2, 2), 3, 2, 1, false, 2.5f);
    check(images(4, 4), 4, 4, 2, true, 14 / 16f, 22 / 16f, 46 / 16f, 54 / 16f);
    check(images(2, 2), 2, 2, 0, true, 2.5f);
    check(images(2, 2), 4, 4, 1, true, 10 / 16f);
  }

  @Test
  void whatIsLeftOverAtTheEdgeIsInNoWindow() {
    check(images(3, 5), 2, 2, 0, true, 4, 6);
    check(images(3, 3), 3, 1, 0, true, 5);
  }
}
