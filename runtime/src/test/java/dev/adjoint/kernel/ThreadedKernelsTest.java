package dev.adjoint.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.random.RandomSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThreadedKernelsTest {
  private static final int SIZE = 500_003;

  private final Kernels alone = threaded(new Workers(1));
  private final float[] a = numbers(1);
  private final float[] b = numbers(2);

  @ParameterizedTest
  @ValueSource(ints = {2, 8})
  void anyNumberOfThreadsGivesTheSameBits(int threads) {
    try (Workers workers = new Workers(threads)) {
      Kernels shared = threaded(workers);
      assertThat(results(shared)).isDeepEqualTo(results(alone));
      assertThat(shared.sum(a, 1, SIZE)).isEqualTo(alone.sum(a, 1, SIZE));
      assertThat(shared.dot(a, b, 1, SIZE)).isEqualTo(alone.dot(a, b, 1, SIZE));
    }
  }

  private float[][] results(Kernels kernels) {
    float[][] y = new float[9][SIZE];
    kernels.unary(Unary.EXP, a, y[0], 1, SIZE);
    kernels.unary(Unary.RELU, a, y[1], 1, SIZE);
    kernels.binary(Binary.PLUS, a, b, y[2], 1, SIZE);
    kernels.scalar(Scalar.SCALE, a, 3, y[3], 1, SIZE);
    kernels.axpy(2, a, y[3], 1, SIZE);
    kernels.softmax(a, y[4], 1, SIZE / 10, 10);
    kernels.logSoftmax(a, y[5], 1, SIZE / 10, 10);
    kernels.softmaxGradient(y[4], b, y[6], 1, SIZE / 10, 10);
    kernels.sgd(new SgdStep(0.1f, 0.1f, 0.9f, 0, true, false), y[7], a, y[8], 1, SIZE);
    return y;
  }

  private static Kernels threaded(Workers workers) {
    return new ThreadedKernels(new PlainKernels(workers), workers);
  }

  private static float[] numbers(long seed) {
    RandomSource random = RandomSource.of(seed);
    float[] numbers = new float[SIZE];
    for (int i = 0; i < SIZE; i++) {
      numbers[i] = 2 * random.nextFloat() - 1;
    }
    return numbers;
  }
}
