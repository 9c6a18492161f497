package dev.adjoint.data.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.data.Batch;
import dev.adjoint.random.RandomSource;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.tensor.Tensors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MixupTest {
  /** The fraction of numbers up to a tenth is that of SciPy within five standard deviations. */
  @ParameterizedTest
  @ValueSource(doubles = {0.2, 1, 4})
  void lambdaHasTheBetaDistribution(double alpha) {
    double[] expected = TransformValues.read().get("beta " + alpha);
    RandomSource random = RandomSource.of(12);
    int count = 40_000;
    int[] below = new int[9];
    for (int i = 0; i < count; i++) {
      double lambda = Mixup.beta(alpha, random);
      for (int tenth = 0; tenth < 9; tenth++) {
        below[tenth] += lambda <= (tenth + 1) / 10.0 ? 1 : 0;
      }
    }
    for (int tenth = 0; tenth < 9; tenth++) {
      double p = expected[tenth];
      assertThat(below[tenth] / (double) count)
          .isCloseTo(p, within(5 * Math.sqrt(p * (1 - p) / count)));
    }
  }

  @Test
  void smallAlphasGiveNumbers() {
    RandomSource random = RandomSource.of(1);
    for (int i = 0; i < 1000; i++) {
      assertThat(Mixup.beta(1e-4, random)).isBetween(0.0, 1.0);
    }
  }

  /** Inputs and targets are the same numbers here, so they must be mixed alike. */
  @Test
  void inputsAndTargetsAreMixedAlike() {
    Tensor numbers = Tensors.arange(24).reshape(8, 3);
    Batch<Tensor, Tensor> mixed =
        Mixup.of(0.4).apply(new Batch<>(numbers, numbers), RandomSource.of(2));
    assertThat(mixed.x()).isEqualTo(mixed.y()).isNotEqualTo(numbers);
    assertThat(mixed.x().sum()).isCloseTo(numbers.sum(), within(1e-3f));
    assertThat(numbers).isEqualTo(Tensors.arange(24).reshape(8, 3));
  }

  @Test
  void labelsBecomeProbabilities() {
    Batch<Tensor, Tensor> mixed =
        Mixup.of(1, 3)
            .apply(new Batch<>(Tensors.arange(4), new int[] {0, 1, 2, 1}), RandomSource.of(2));
    assertThat(mixed.y().shape()).containsExactly(4, 3);
    for (int i = 0; i < 4; i++) {
      assertThat(mixed.y().get(i, 0) + mixed.y().get(i, 1) + mixed.y().get(i, 2))
          .isCloseTo(1, within(1e-6f));
    }
  }

  @Test
  void impossibleSettingsAreRefused() {
    assertThatThrownBy(() -> Mixup.of(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("mixup: alpha: 0.0, expected a positive number");
    assertThatThrownBy(() -> Mixup.of(1, 0))
        .hasMessage("mixup: classes: 0, expected a positive number");
    assertThatThrownBy(
            () ->
                Mixup.of(1)
                    .apply(new Batch<>(Tensor.zeros(2, 1), Tensor.zeros(3)), RandomSource.of(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "mixup: inputs of shape [2, 1] and targets of shape [3], expected as many of each");
  }
}
