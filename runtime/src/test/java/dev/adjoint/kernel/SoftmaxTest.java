package dev.adjoint.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.random.RandomSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SoftmaxTest {
  private static final int ROWS = 5;

  /** Results are at most 1 and rounded some times; sums of up to 130 numbers are in double. */
  private static final double TOLERANCE = 1e-6;

  private final Kernels kernels = ActiveKernels.get();
  private final RandomSource random = RandomSource.of(7);

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 5, 17, 64, 65, 130})
  void agreesWithTheDefinitionOnARangeOfRows(int width) {
    float[] x = new float[ROWS * width];
    float[] g = new float[ROWS * width];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) random.nextGaussian();
      g[i] = (float) random.nextGaussian();
    }
    float[] softmax = new float[x.length];
    float[] logSoftmax = new float[x.length];
    float[] gradient = new float[x.length];
    kernels.softmax(x, softmax, 1, ROWS - 1, width);
    kernels.logSoftmax(x, logSoftmax, 1, ROWS - 1, width);
    kernels.softmaxGradient(softmax, g, gradient, 1, ROWS - 1, width);
    for (int row = 0; row < ROWS; row++) {
      boolean inside = row > 0 && row < ROWS - 1;
      double sum = 0;
      double inner = 0;
      for (int i = row * width; i < (row + 1) * width; i++) {
        sum += Math.exp(x[i]);
        inner += Math.exp(x[i]) * g[i];
      }
      inner /= sum;
      for (int i = row * width; i < (row + 1) * width; i++) {
        double probability = inside ? Math.exp(x[i]) / sum : 0;
        double logarithm = inside ? x[i] - Math.log(sum) : 0;
        assertThat((double) softmax[i]).isCloseTo(probability, within(TOLERANCE));
        assertThat((double) logSoftmax[i]).isCloseTo(logarithm, within(2 * TOLERANCE));
        assertThat((double) gradient[i])
            .isCloseTo(probability * (g[i] - inner), within(2 * TOLERANCE));
      }
    }
  }
}
