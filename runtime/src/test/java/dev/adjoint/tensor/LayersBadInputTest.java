package dev.adjoint.tensor;

import static dev.adjoint.tensor.Convolutions.conv1d;
import static dev.adjoint.tensor.Convolutions.conv2d;
import static dev.adjoint.tensor.Convolutions.plusBias;
import static dev.adjoint.tensor.Normalizations.batchNorm;
import static dev.adjoint.tensor.Normalizations.groupNorm;
import static dev.adjoint.tensor.Normalizations.layerNorm;
import static dev.adjoint.tensor.Pooling.adaptiveAvgPool2d;
import static dev.adjoint.tensor.Pooling.avgPool2d;
import static dev.adjoint.tensor.Pooling.maxPool2d;
import static dev.adjoint.tensor.Tensor.zeros;
import static dev.adjoint.tensor.TransposedConvolutions.convTranspose2d;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What convolutions, pooling and normalizations say of operands that do not fit. */
class LayersBadInputTest {
  private static final int[] ONE = {1, 1};
  private static final int[] NONE = {0, 0};

  @Test
  void convolutions() {
    misfit(
        () -> conv2d(zeros(1, 3, 4, 4), zeros(2, 4, 3, 3)),
        "conv2d: 1 groups of images [1, 3, 4, 4] do not fit weights [2, 4, 3, 3]");
    misfit(
        () -> conv2d(zeros(1, 4, 4, 4), zeros(3, 2, 3, 3), ONE, NONE, ONE, 2),
        "conv2d: 2 groups of images [1, 4, 4, 4] do not fit weights [3, 2, 3, 3]");
    misfit(
        () -> conv2d(zeros(3, 4, 4), zeros(2, 3, 3, 3)),
        "conv2d: images [n, c, h, w] and weights [o, c / groups, kh, kw] expected: [3, 4, 4] and"
            + " [2, 3, 3, 3]");
    misfit(
        () -> conv2d(zeros(1, 1, 4, 4), zeros(1, 1, 5, 3)),
        "conv2d: a kernel of 5 elements with dilation 1 does not fit into a size of 4 with padding"
            + " 0");
    misfit(() -> conv1d(zeros(1, 4), zeros(1, 1, 3)), "conv1d: rank 3 expected: [1, 4]");
    misfit(
        () -> plusBias(zeros(2, 3, 4), zeros(4)),
        "plusBias: bias [4] has no number for each channel of [2, 3, 4]");
    wrong(
        () -> conv2d(zeros(1, 1, 4, 4), zeros(1, 1, 2, 2), 0, 1),
        "conv2d: kernel 2, stride 0 and dilation 1 must be at least 1, and padding 1 at least 0");
    wrong(
        () -> conv2d(zeros(1, 1, 4, 4), zeros(1, 1, 2, 2), new int[] {1}, NONE, ONE, 1),
        "conv2d: 2 numbers expected for stride: [1]");
    wrong(
        () -> convTranspose2d(zeros(1, 1, 4, 4), zeros(1, 1, 2, 2), ONE, NONE, ONE, ONE, 1),
        "convTranspose2d: outputPadding 1 must be at least 0 and less than stride 1 or dilation 1");
  }

  @Test
  void pooling() {
    misfit(() -> maxPool2d(zeros(4), 2), "maxPool2d: at least 2 axes expected: [4]");
    misfit(
        () -> maxPool2d(zeros(2, 2), 3),
        "maxPool2d: a kernel of 3 elements with dilation 1 does not fit into a size of 2 with"
            + " padding 0");
    wrong(
        () -> avgPool2d(zeros(4, 4), 2, 1, 2),
        "avgPool2d: padding 2 is more than half of a kernel that spans 2 elements");
    wrong(
        () -> adaptiveAvgPool2d(zeros(0, 4), 2, 2),
        "adaptiveAvgPool2d: a size of 0 cannot become 2");
  }

  @Test
  void normalizations() {
    misfit(
        () -> layerNorm(zeros(2, 3), zeros(2), zeros(2), 1e-5f),
        "layerNorm: weight [2] has not the last axes of [2, 3]");
    misfit(
        () -> layerNorm(zeros(2, 3), zeros(1), zeros(1), 1e-5f),
        "layerNorm: weight [1] has not the last axes of [2, 3]");
    misfit(() -> layerNorm(zeros(3), 2, 1e-5f), "layerNorm: [3] has no 2 last axes");
    misfit(() -> batchNorm(zeros(3), 1e-5f), "batchNorm: a shape [n, c, …] expected: [3]");
    misfit(
        () -> batchNorm(zeros(2, 3), zeros(2), zeros(3), 1e-5f),
        "batchNorm: weight [2] has no number for each channel of [2, 3]");
    misfit(
        () -> groupNorm(zeros(2, 3), 2, 1e-5f),
        "groupNorm: 2 groups do not divide the channels of [2, 3]");
    wrong(() -> groupNorm(zeros(2, 3), 0, 1e-5f), "groupNorm: 0 groups");
    wrong(
        () -> batchNorm(zeros(1, 3), 1e-5f),
        "batchNorm: more than one element for each channel expected: [1, 3]");
  }

  /** PyTorch's example: the running variance takes the unbiased variance of a batch. */
  @Test
  void runningStatistics() {
    Tensor batch = Tensor.of(new float[] {1, 2, 3, 6}, 2, 2);
    RunningStatistics statistics = RunningStatistics.of(2).updated(batch, 0.1f);
    assertThat(statistics.mean().isCloseTo(Tensor.vector(0.2f, 0.4f), 1e-6f)).isTrue();
    assertThat(statistics.variance().isCloseTo(Tensor.vector(1.1f, 1.7f), 1e-6f)).isTrue();
  }

  private static void misfit(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(ShapeException.class).hasMessage(message);
  }

  private static void wrong(ThrowingCallable call, String message) {
    assertThatThrownBy(call)
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
