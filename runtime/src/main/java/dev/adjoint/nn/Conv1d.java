package dev.adjoint.nn;

import static dev.adjoint.tensor.Convolutions.conv1d;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.annotations.Mode;
import dev.adjoint.annotations.Shape;
import dev.adjoint.random.RandomSource;
import dev.adjoint.tensor.Tensor;
import java.util.function.Consumer;

/**
 * A convolution of sequences ({@link dev.adjoint.tensor.Convolutions}). Weights and settings are
 * PyTorch's.
 *
 * @param weight of shape {@code [out, in / groups, k]}
 * @param bias of shape {@code [out]}
 * @param stride how far a window is from the next
 * @param padding how many zeros stand on either side
 * @param dilation how far elements under a window are from each other
 * @param groups how many groups of channels there are that do not see each other
 */
public record Conv1d(
    @Shape("OUT, C, K") Tensor weight,
    @Shape("OUT") Tensor bias,
    int stride,
    int padding,
    int dilation,
    int groups)
    implements Layer {
  public Conv1d {
    Settings.positive("Conv1d", "stride", stride);
    Settings.notNegative("Conv1d", "padding", padding);
    Settings.positive("Conv1d", "dilation", dilation);
    Settings.positive("Conv1d", "groups", groups);
  }

  /** A kernel that moves by steps of 1, without padding. */
  public static Conv1d init(RandomSource random, int in, int out, int kernel) {
    return init(random, in, out, kernel, settings -> {});
  }

  /**
   * Weight and bias evenly distributed within ±{@code 1 / sqrt(fanIn)}, as PyTorch's are.
   *
   * @param settings such as {@code c -> c.stride(2).padding(1)}
   * @throws IllegalArgumentException if a setting is impossible
   */
  public static Conv1d init(
      RandomSource random, int in, int out, int kernel, Consumer<ConvolutionSettings> settings) {
    ConvolutionSettings chosen = ConvolutionSettings.of("Conv1d", 1, settings);
    int[] shape = chosen.weightShape(in, out, kernel);
    return new Conv1d(
        ConvolutionSettings.usual(random, shape, shape),
        ConvolutionSettings.usual(random, shape, out),
        chosen.stride().width(),
        chosen.padding().width(),
        chosen.dilation().width(),
        chosen.groups());
  }

  /**
   * Convolves sequences.
   *
   * @param x of shape {@code [n, in, t]}
   * @return of shape {@code [n, out, p]}
   */
  @Override
  @Differentiable(modes = {Mode.JVP, Mode.HVP})
  @Shape("N, OUT, P")
  public Tensor apply(@Shape("N, C*groups, T") Tensor x) {
    return conv1d(x, weight, bias, stride, padding, dilation, groups);
  }
}
