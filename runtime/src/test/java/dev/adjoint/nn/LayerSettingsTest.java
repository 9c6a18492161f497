package dev.adjoint.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adjoint.random.RandomSource;
import dev.adjoint.tensor.RunningStatistics;
import dev.adjoint.tensor.Tensor;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Layers refuse impossible settings by name and value, and start as they say. */
class LayerSettingsTest {
  private static final RandomSource RANDOM = RandomSource.of(1);
  private static final Tensor NONE = Tensor.zeros(1);

  private static Arguments of(String message, Runnable making) {
    return Arguments.of(message, making);
  }

  static Stream<Arguments> impossible() {
    return Stream.of(
        of("Linear: in must be positive: 0", () -> Linear.init(RANDOM, 0, 3)),
        of("Linear: out must be positive: -1", () -> Linear.init(RANDOM, 3, -1)),
        of("Conv2d: stride must be positive: 0", () -> conv2d(c -> c.stride(0))),
        of("Conv2d: stride.width must be positive: 0", () -> conv2d(c -> c.stride(1, 0))),
        of("Conv2d: padding must be 0 or positive: -1", () -> conv2d(c -> c.padding(-1))),
        of("Conv2d: padding.height must be 0 or positive: -2", () -> conv2d(c -> c.padding(-2, 1))),
        of("Conv2d: dilation must be positive: 0", () -> conv2d(c -> c.dilation(0))),
        of("Conv2d: groups must be positive: 0", () -> conv2d(c -> c.groups(0))),
        of("Conv2d: groups must be a divisor of in 4: 3", () -> conv2d(c -> c.groups(3))),
        of("Conv2d: groups must be a divisor of out 6: 4", () -> conv2d(c -> c.groups(4))),
        of(
            "Conv2d: outputPadding is for transposed convolutions: 1x1",
            () -> conv2d(c -> c.outputPadding(1))),
        of("Conv2d: kernel must be positive: 0", () -> Conv2d.init(RANDOM, 1, 1, 0)),
        of(
            "Conv2d: stride.height must be positive: 0",
            () -> new Conv2d(NONE, NONE, Size.of(0), Size.of(0), Size.of(1), 1)),
        of(
            "Conv1d: stride must be one number: 1x2",
            () -> Conv1d.init(RANDOM, 1, 1, 1, c -> c.stride(1, 2))),
        of("Conv1d: dilation must be positive: 0", () -> new Conv1d(NONE, NONE, 1, 0, 0, 1)),
        of(
            "ConvTranspose1d: outputPadding must be less than stride 2 or dilation 1: 2",
            () -> ConvTranspose1d.init(RANDOM, 1, 1, 3, c -> c.stride(2).outputPadding(2))),
        of(
            "ConvTranspose2d: outputPadding.width must be less than stride 1 or dilation 1: 1",
            () -> ConvTranspose2d.init(RANDOM, 1, 1, 3, c -> c.stride(2, 1).outputPadding(1))),
        of(
            "LocallyConnected2d: kernel must fit into images of 4x2: 3x3",
            () -> LocallyConnected2d.init(RANDOM, new Size(4, 2), 1, 1, Size.of(3), Size.of(1))),
        of("Embedding: vocabulary must be positive: 0", () -> Embedding.init(RANDOM, 0, 2)),
        of("LayerNorm: the number of axes must be positive: 0", () -> LayerNorm.init()),
        of("LayerNorm: features must be positive: 0", () -> LayerNorm.init(3, 0)),
        of("LayerNorm: epsilon must be positive: 0.0", () -> new LayerNorm(NONE, NONE, 0)),
        of("RmsNorm: epsilon must be positive: NaN", () -> new RmsNorm(NONE, Float.NaN)),
        of("GroupNorm: groups must be a divisor of channels 6: 4", () -> GroupNorm.init(4, 6)),
        of("InstanceNorm: channels must be positive: 0", () -> InstanceNorm.init(0)),
        of(
            "BatchNorm: momentum must be from 0 to 1: 1.5",
            () -> new BatchNorm(NONE, NONE, RunningStatistics.of(1), 1e-5f, 1.5f)),
        of("Dropout: probability must be from 0 to 1: -0.1", () -> new Dropout(-.1f)),
        of("Dropout: probability must be from 0 to 1: NaN", () -> new Dropout(Float.NaN)),
        of("MaxPool2d: kernel.height must be positive: 0", () -> MaxPool2d.of(0)),
        of(
            "MaxPool2d: padding.height must be at most half of kernel 3: 2",
            () -> MaxPool2d.of(3, 1, 2)),
        of("AvgPool1d: stride must be positive: 0", () -> AvgPool1d.of(2, 0, 0)),
        of("AvgPool1d: padding must be at most half of kernel 2: 2", () -> AvgPool1d.of(2, 1, 2)),
        of("AdaptiveAvgPool2d: width must be positive: 0", () -> new AdaptiveAvgPool2d(1, 0)),
        of("RnnCell: hidden must be positive: 0", () -> Rnn.init(RANDOM, 1, 0)),
        of("GruCell: in must be positive: 0", () -> Gru.init(RANDOM, 0, 1)),
        of("LstmCell: hidden must be positive: -3", () -> Lstm.init(RANDOM, 1, -3)),
        of(
            "MultiHeadAttention: heads must be a divisor of features 8: 3",
            () -> MultiHeadAttention.init(RANDOM, 8, 3)),
        of(
            "MultiHeadAttention: heads must be positive: 0",
            () -> TransformerBlock.init(RANDOM, 8, 0, 8, true)));
  }

  private static void conv2d(java.util.function.Consumer<ConvolutionSettings> settings) {
    Conv2d.init(RANDOM, 4, 6, 3, settings);
  }

  @ParameterizedTest
  @MethodSource("impossible")
  void impossibleSettingsAreRefused(String message, Runnable making) {
    assertThatThrownBy(making::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  /** The variance of n evenly distributed numbers has a relative deviation of sqrt(0.8 / n). */
  @Test
  void layersStartAsPyTorchsDo() {
    assertUniform(Linear.init(RANDOM, 100, 300).weight(), .1);
    assertUniform(Linear.init(RANDOM, 4, 30_000).bias(), .5);
    assertUniform(Conv2d.init(RANDOM, 8, 400, 3, c -> c.groups(2)).weight(), 1.0 / 6);
    assertUniform(ConvTranspose2d.init(RANDOM, 400, 8, 3, c -> c.groups(2)).weight(), 1.0 / 6);
    assertUniform(LstmCell.init(RANDOM, 50, 100).weightInput(), .1);
    MultiHeadAttention attention = MultiHeadAttention.init(RANDOM, 150, 3);
    assertUniform(attention.query().weight(), Math.sqrt(.01));
    assertUniform(attention.output().weight(), 1 / Math.sqrt(150));
    assertThat(attention.value().bias()).isEqualTo(Tensor.zeros(150));
    Size image = new Size(12, 10);
    LocallyConnected2d local =
        LocallyConnected2d.init(RANDOM, image, 4, 5, Size.of(3), new Size(2, 1));
    assertThat(local.weight().shape()).containsExactly(5, 8, 5, 4, 3, 3);
    assertUniform(local.weight(), 1.0 / 6);
  }

  private static void assertUniform(Tensor weights, double bound) {
    double sum = 0;
    double largest = 0;
    for (float value : weights.array()) {
      sum += (double) value * value;
      largest = Math.max(largest, Math.abs(value));
    }
    int n = weights.size();
    double relative = sum / n / (bound * bound / 3);
    assertThat(relative).isBetween(1 - 5 * Math.sqrt(.8 / n), 1 + 5 * Math.sqrt(.8 / n));
    assertThat(largest).isBetween(.99 * bound, bound * (1 + 1e-6));
  }
}
