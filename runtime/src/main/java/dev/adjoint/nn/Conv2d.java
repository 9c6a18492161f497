package dev.adjoint.nn;

import static dev.adjoint.tensor.Convolutions.conv2d;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.annotations.Mode;
import dev.adjoint.annotations.Shape;
import dev.adjoint.random.RandomSource;
import dev.adjoint.tensor.Tensor;
import java.util.function.Consumer;

/**
 * A convolution of images ({@link dev.adjoint.tensor.Convolutions}). Weights and settings are
 * PyTorch's.
 *
 * @param weight of shape {@code [out, in / groups, kh, kw]}
 * @param bias of shape {@code [out]}
 * @param stride how far a window is from the next
 * @param padding how many zeros stand on either side
 * @param dilation how far elements under a window are from each other
 * @param groups how many groups of channels there are that do not see each other
 */
public record Conv2d(
    @Shape("OUT, C, KH, KW") Tensor weight,
    @Shape("OUT") Tensor bias,
    Size stride,
    Size padding,
    Size dilation,
    int groups)
    implements Layer {
  public Conv2d {
    stride.requirePositive("Conv2d", "stride");
    padding.requireNotNegative("Conv2d", "padding");
    dilation.requirePositive("Conv2d", "dilation");
    Settings.positive("Conv2d", "groups", groups);
  }

  /** A square kernel that moves by steps of 1, without padding. */
  public static Conv2d init(RandomSource random, int in, int out, int kernel) {
    return init(random, in, out, Size.of(kernel), settings -> {});
  }

  /** A square kernel, as the next method has one of any size. */
  public static Conv2d init(
      RandomSource random, int in, int out, int kernel, Consumer<ConvolutionSettings> settings) {
    return init(random, in, out, Size.of(kernel), settings);
  }

  /**
   * Weight and bias evenly distributed within ±{@code 1 / sqrt(fanIn)}, as PyTorch's are.
   *
   * @param settings such as {@code c -> c.stride(2).padding(1)}
   * @throws IllegalArgumentException if a setting is impossible
   */
  public static Conv2d init(
      RandomSource random, int in, int out, Size kernel, Consumer<ConvolutionSettings> settings) {
    ConvolutionSettings chosen = ConvolutionSettings.of("Conv2d", 2, settings);
    int[] shape = chosen.weightShape(in, out, kernel.toArray());
    return new Conv2d(
        ConvolutionSettings.usual(random, shape, shape),
        ConvolutionSettings.usual(random, shape, out),
        chosen.stride(),
        chosen.padding(),
        chosen.dilation(),
        chosen.groups());
  }

  /**
   * Convolves images.
   *
   * @param x of shape {@code [n, in, h, w]}
   * @return of shape {@code [n, out, p, q]}
   */
  @Override
  @Differentiable(modes = {Mode.JVP, Mode.HVP})
  @Shape("N, OUT, P, Q")
  public Tensor apply(@Shape("N, C*groups, H, W") Tensor x) {
    return conv2d(x, weight, bias, stride.toArray(), padding.toArray(), dilation.toArray(), groups);
  }
}
