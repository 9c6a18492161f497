package dev.adjoint.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class LossesTest {
  @Test
  void labelsAreChecked() {
    Tensor logits = Tensor.zeros(2, 3);
    assertThatThrownBy(() -> Losses.crossEntropy(logits, new int[] {0, 3}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("crossEntropy: label 3 at position 1 is outside of the 3 classes");
    assertThatThrownBy(() -> Losses.crossEntropy(logits, new int[] {0}))
        .isInstanceOf(ShapeException.class)
        .hasMessage("crossEntropy: 1 labels for logits [2, 3]");
    assertThatThrownBy(() -> Losses.crossEntropy(Tensor.zeros(3), new int[] {0}))
        .isInstanceOf(ShapeException.class)
        .hasMessage("crossEntropy: rank 2 expected: [3]");
  }

  @Test
  void nothingIsBroadcast() {
    assertThatThrownBy(() -> Losses.meanSquaredError(Tensor.zeros(3), Tensor.zeros(3, 1)))
        .isInstanceOf(ShapeException.class)
        .hasMessage("meanSquaredError: shapes differ: [3] and [3, 1]");
  }

  @Test
  void hugeLogitsOverflowNowhere() {
    Tensor logits = Tensor.of(new float[][] {{1e4f, 0, -1e4f}});
    assertThat(Losses.crossEntropy(logits, new int[] {0})).isZero();
    assertThat(Losses.crossEntropy(logits, new int[] {2})).isEqualTo(2e4f);
    assertThat(Activations.softmax(logits)).isEqualTo(Tensor.of(new float[][] {{1, 0, 0}}));
    assertThat(Losses.binaryCrossEntropyWithLogits(logits, Tensor.of(new float[][] {{1, 0.5f, 0}})))
        .isEqualTo((float) (Math.log(2) / 3));
  }

  @Test
  void conventionsAtKinks() {
    Tensor zero = Tensor.zeros(1);
    Tensor one = Tensor.ones(1);
    assertThat(ActivationGradients.reluGradient(zero, one)).isEqualTo(zero);
    assertThat(ActivationGradients.reluGradient(zero.negate(), one)).isEqualTo(zero);
    assertThat(Elementwise.sign(zero)).isEqualTo(zero);
    assertThat(Elementwise.maximumShare(one, one)).isEqualTo(Tensor.vector(0.5f));
  }

  @Test
  void aMaskDropsWhatIsNotFinite() {
    Tensor x = Tensor.vector(Float.NaN, Float.POSITIVE_INFINITY, 3);
    assertThat(Elementwise.masked(x, Tensor.vector(0, 0, 2))).isEqualTo(Tensor.vector(0, 0, 6));
  }
}
