package dev.adjoint.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.random.RandomSource;
import dev.adjoint.tensor.Tensor;
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

  /** The variance of n >= 50,000 numbers has a relative deviation of at most sqrt(2 / n). */
  private static void assertVariance(Tensor weights, double expected) {
    double mean = weights.mean();
    double variance = weights.times(weights).mean() - mean * mean;
    double deviation = Math.sqrt(2.0 / weights.size());
    assertThat(variance / expected).isCloseTo(1, within(5 * deviation));
    assertThat(mean).isCloseTo(0, within(5 * Math.sqrt(expected / weights.size())));
  }
}
