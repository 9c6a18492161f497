package dev.adjoint.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.random.RandomSource;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.tensor.Tensors;
import org.junit.jupiter.api.Test;

class InitializationTest {
  private final RandomSource random = RandomSource.of(8);

  @Test
  void variances() {
    assertVariance(Initialization.xavierUniform(random, 300, 200), 2.0 / 500);
    assertVariance(Initialization.xavierNormal(random, 300, 200), 2.0 / 500);
    assertVariance(Initialization.kaimingUniform(random, 300, 200), 2.0 / 300);
    assertVariance(Initialization.kaimingNormal(random, 300, 200), 2.0 / 300);
    assertVariance(Initialization.kaimingNormal(random, 64, 32, 5, 5), 2.0 / (32 * 25));
    assertVariance(Initialization.lecunUniform(random, 300, 200), 1.0 / 300);
    assertVariance(Initialization.lecunNormal(random, 300, 200), 1.0 / 300);
    assertVariance(Initialization.lecunNormal(random, 64, 32, 5, 5), 1.0 / (32 * 25));
    float gain = Initialization.gain(Nonlinearity.TANH);
    assertVariance(Initialization.xavierNormal(random, 300, 200).scale(gain), 25.0 / 9 * 2 / 500);
  }

  @Test
  void uniformValuesStayInTheirBounds() {
    float bound = (float) Math.sqrt(6.0 / 500);
    assertThat(Initialization.xavierUniform(random, 300, 200).array())
        .satisfies(
            values -> {
              for (float value : values) {
                assertThat(value).isBetween(-bound, bound);
              }
            });
  }

  @Test
  void fans() {
    assertThat(Initialization.fanIn(784, 128)).isEqualTo(784);
    assertThat(Initialization.fanOut(784, 128)).isEqualTo(128);
    assertThat(Initialization.fanIn(16, 3, 5, 5)).isEqualTo(75);
    assertThat(Initialization.fanOut(16, 3, 5, 5)).isEqualTo(400);
    assertThat(Initialization.zeros(3)).isEqualTo(Tensor.zeros(3));
    assertThatThrownBy(() -> Initialization.xavierNormal(random, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("weights have rank 2 or more and at least one element: [3]");
  }

  @Test
  void gainsAreThoseInUse() {
    assertThat(Initialization.gain(Nonlinearity.IDENTITY)).isEqualTo(1);
    assertThat(Initialization.gain(Nonlinearity.SIGMOID)).isEqualTo(1);
    assertThat(Initialization.gain(Nonlinearity.TANH)).isEqualTo((float) (5.0 / 3));
    assertThat(Initialization.gain(Nonlinearity.RELU)).isEqualTo(1.4142135f);
    assertThat(Initialization.gain(Nonlinearity.LEAKY_RELU)).isEqualTo(1.4141428f);
    assertThat(Initialization.gain(Nonlinearity.SELU)).isEqualTo(.75f);
    assertThat(Initialization.leakyReluGain(.2f)).isEqualTo(1.3867505f);
    assertThatThrownBy(() -> Initialization.gain(Nonlinearity.GELU))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "gain: one of IDENTITY, SIGMOID, TANH, RELU, LEAKY_RELU and SELU expected: GELU");
  }

  @Test
  void orthogonalRowsOrColumns() {
    for (int[] shape : new int[][] {{7, 7}, {5, 13}, {13, 5}, {1, 6}, {6, 1}, {1, 1}, {64, 64}}) {
      Tensor w = Initialization.orthogonal(random, shape);
      Tensor product = shape[0] <= shape[1] ? w.matmulTransposed(w) : w.transposedMatmul(w);
      assertThat(product.isCloseTo(Tensors.eye(Math.min(shape[0], shape[1])), 1e-5f))
          .as("%d x %d: %s", shape[0], shape[1], product)
          .isTrue();
    }
    Tensor kernel = Initialization.orthogonal(random, 8, 3, 2, 3);
    assertThat(kernel.shape()).containsExactly(8, 3, 2, 3);
    Tensor rows = kernel.reshape(8, 18);
    assertThat(rows.matmulTransposed(rows).isCloseTo(Tensors.eye(8), 1e-5f)).isTrue();
    assertThat(Initialization.orthogonal(RandomSource.of(3), 4, 4))
        .isEqualTo(Initialization.orthogonal(RandomSource.of(3), 4, 4));
    assertThatThrownBy(() -> Initialization.orthogonal(random, 3))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Elements of evenly distributed n x n matrices have mean 0 and variance 1 / n. */
  @Test
  void orthogonalMatricesAreEvenlyDistributed() {
    int count = 2000;
    Tensor sum = Tensor.zeros(5, 5);
    Tensor squares = Tensor.zeros(5, 5);
    for (int i = 0; i < count; i++) {
      Tensor w = Initialization.orthogonal(random, 5, 5);
      sum.add(w);
      squares.add(w.times(w));
    }
    for (int i = 0; i < 25; i++) {
      assertThat(sum.array()[i] / count).isCloseTo(0, within((float) (5 * Math.sqrt(.2 / count))));
      // The fourth moment is 3 / (n (n + 2)).
      double deviation = Math.sqrt((3.0 / 35 - 1.0 / 25) / count);
      assertThat((double) squares.array()[i] / count).isCloseTo(.2, within(5 * deviation));
    }
  }

  @Test
  void truncatedNormals() {
    Tensor w = Initialization.truncatedNormal(random, .5f, 300, 200);
    assertWithin(w, -1, 1);
    assertMoments(w, 0, .25 * .7737413);
  }

  /**
   * Bounds of each kind, with the mean and the variance of the distribution between them by
   * integration.
   */
  @Test
  void normalsWithinBounds() {
    float[][] bounds = {
      {-1, 3}, {-.5f, .25f}, {-5, 5}, {0, 1}, {2, 9}, {2, 2.25f}, {-9, -2}, {-2.5f, -2.25f}, {6, 30}
    };
    for (float[] each : bounds) {
      Tensor w =
          Initialization.normalWithin(random, 1, 2, 1 + 2 * each[0], 1 + 2 * each[1], 60_000);
      assertWithin(w, 1 + 2 * each[0], 1 + 2 * each[1]);
      double mean = moment(each, 1) / moment(each, 0);
      double variance = moment(each, 2) / moment(each, 0) - mean * mean;
      assertMoments(w, 1 + 2 * mean, 4 * variance);
    }
    assertThatThrownBy(() -> Initialization.normalWithin(random, 0, 0, -1, 1, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("normalWithin: deviation must be positive: 0.0");
    assertThatThrownBy(() -> Initialization.normalWithin(random, 0, 1, 1, 1, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("bounds 1.0 and 1.0");
  }

  private static double moment(float[] bounds, int power) {
    int steps = 200_000;
    double width = ((double) bounds[1] - bounds[0]) / steps;
    double nearest = bounds[0] > 0 ? bounds[0] : bounds[1] < 0 ? bounds[1] : 0;
    double sum = 0;
    for (int i = 0; i < steps; i++) {
      double x = bounds[0] + (i + .5) * width;
      sum += Math.pow(x, power) * Math.exp((nearest * nearest - x * x) / 2) * width;
    }
    return sum;
  }

  private static void assertWithin(Tensor w, float low, float high) {
    for (float value : w.array()) {
      assertThat(value).isBetween(low, high);
    }
  }

  /** Five deviations of a mean of n numbers; the kurtosis between bounds is at most that of 9. */
  private static void assertMoments(Tensor w, double mean, double variance) {
    double sum = 0;
    double squares = 0;
    for (float value : w.array()) {
      sum += value;
      squares += (value - mean) * (value - mean);
    }
    int n = w.size();
    assertThat(sum / n).isCloseTo(mean, within(5 * Math.sqrt(variance / n)));
    assertThat(squares / n / variance).isCloseTo(1, within(5 * Math.sqrt(8.0 / n)));
  }

  /** The variance of n >= 50,000 numbers has a relative deviation of at most sqrt(2 / n). */
  private static void assertVariance(Tensor weights, double expected) {
    double mean = weights.mean();
    double variance = weights.times(weights).mean() - mean * mean;
    double deviation = Math.sqrt(2.0 / weights.size());
    assertThat(variance / expected).isCloseTo(1, within(5 * deviation));
    assertThat(mean).isCloseTo(0, within(5 * Math.sqrt(expected / weights.size())));
  }
}
