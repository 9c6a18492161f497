package dev.adjoint.data.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.tensor.Tensor;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NormalizationTest {
  private static final Tensor DATA = AugmentationTest.golden(3, 2, 2, 4);

  private final Map<String, double[]> golden = TransformValues.read();

  private static void assertClose(Tensor actual, double[] expected) {
    assertThat(actual.size()).isEqualTo(expected.length);
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) actual.array()[i]).isCloseTo(expected[i], within(1e-6));
    }
  }

  @Test
  void channelsAreThoseOfPyTorch() {
    Normalization normalization = Normalization.perChannel(DATA);
    assertClose(normalization.mean(), golden.get("mean"));
    assertClose(normalization.deviation(), golden.get("deviation"));
    Tensor normalized = normalization.apply(DATA);
    assertClose(normalized, golden.get("normalized"));
    assertThat(normalized.shape()).containsExactly(3, 2, 2, 4);
    Tensor restored = normalization.invert(normalized);
    for (int i = 0; i < DATA.size(); i++) {
      assertThat(restored.array()[i]).isCloseTo(DATA.array()[i], within(1e-6f));
    }
    Normalization overall = Normalization.overall(DATA);
    double[] expected = golden.get("overall");
    assertThat((double) overall.mean().item()).isCloseTo(expected[0], within(1e-7));
    assertThat((double) overall.deviation().item()).isCloseTo(expected[1], within(1e-7));
    assertThat(overall.apply(Tensor.scalar(0.125f))).isEqualTo(Tensor.scalar(0));
  }

  @Test
  void columnsOfAMatrixAndColumnsThatNeverChange() {
    Tensor matrix = Tensor.of(new float[][] {{1, 5, 1e6f}, {3, 5, 1e6f + 2}});
    Normalization normalization = Normalization.perChannel(matrix);
    assertThat(normalization.mean()).isEqualTo(Tensor.vector(2, 5, 1e6f + 1));
    assertThat(normalization.deviation()).isEqualTo(Tensor.vector(1, 1, 1));
    assertThat(normalization.apply(matrix))
        .isEqualTo(Tensor.of(new float[][] {{-1, 0, -1}, {1, 0, 1}}));
    assertThat(Normalization.perChannel(Tensor.of(new float[][] {{3}, {5}})).mean())
        .isEqualTo(Tensor.vector(4));
  }

  @Test
  void impossibleDataIsRefused() {
    assertRefused(
        () -> Normalization.perChannel(Tensor.vector(1, 2)),
        "normalization: data of shape [N, C, ...] expected, found [2]");
    assertRefused(
        () -> Normalization.overall(Tensor.zeros(0, 3)),
        "normalization: data without elements, of shape [0, 3]");
    assertRefused(
        () -> Normalization.perChannel(Tensor.of(new float[][] {{0, Float.NaN}})),
        "normalization: channel 1 of the data has a number that is not finite");
    assertRefused(
        () -> Normalization.perChannel(DATA).apply(Tensor.zeros(1, 3)),
        "normalization: data of shape [N, 2, ...] expected, found [1, 3]");
    assertRefused(
        () -> new Normalization(Tensor.vector(0), Tensor.vector(0)),
        "normalization: a deviation of 0.0, expected a positive number");
    assertRefused(
        () -> new Normalization(Tensor.vector(0), Tensor.scalar(1)),
        "normalization: means of shape [1] and deviations of shape [], expected [C] or [] for"
            + " both");
  }

  private static void assertRefused(Runnable request, String message) {
    assertThatThrownBy(request::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
