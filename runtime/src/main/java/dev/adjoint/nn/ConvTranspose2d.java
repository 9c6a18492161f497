package dev.adjoint.nn;

import static dev.adjoint.tensor.Convolutions.plusBias;
import static dev.adjoint.tensor.TransposedConvolutions.convTranspose2d;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.annotations.Mode;
import dev.adjoint.annotations.Shape;
import dev.adjoint.random.RandomSource;
import dev.adjoint.tensor.Tensor;
import java.util.function.Consumer;

/**
 * A transposed convolution of images, which makes them larger ({@link
 * dev.adjoint.tensor.TransposedConvolutions}). Weights and settings are PyTorch's.
 *
 * @param weight of shape {@code [in, out / groups, kh, kw]}
 * @param bias of shape {@code [out]}
 * @param stride how far a window is from the next, in the result
 * @param padding how much of the result is cut off on either side
 * @param outputPadding how much longer the result is, of what the stride skips
 * @param dilation how far elements under a window are from each other
 * @param groups how many groups of channels there are that do not see each other
 */
public record ConvTranspose2d(
    @Shape("IN, C, KH, KW") Tensor weight,
    @Shape("C*groups") Tensor bias,
    Size stride,
    Size padding,
    Size outputPadding,
    Size dilation,
    int groups)
    implements Layer {
  public ConvTranspose2d {
    stride.requirePositive("ConvTranspose2d", "stride");
    padding.requireNotNegative("ConvTranspose2d", "padding");
    outputPadding.requireNotNegative("ConvTranspose2d", "outputPadding");
    dilation.requirePositive("ConvTranspose2d", "dilation");
    Settings.positive("ConvTranspose2d", "groups", groups);
  }

  /** A square kernel that moves by steps of 1, without padding. */
  public static ConvTranspose2d init(RandomSource random, int in, int out, int kernel) {
    return init(random, in, out, Size.of(kernel), settings -> {});
  }

  /** A square kernel, as the next method has one of any size. */
  public static ConvTranspose2d init(
      RandomSource random, int in, int out, int kernel, Consumer<ConvolutionSettings> settings) {
    return init(random, in, out, Size.of(kernel), settings);
  }

  /**
   * Weight and bias evenly distributed within ±{@code 1 / sqrt(fan)}, as PyTorch's are, where the
   * fan is {@code out / groups} times the size of the kernel.
   *
   * @param settings such as {@code c -> c.stride(2).padding(1).outputPadding(1)}
   * @throws IllegalArgumentException if a setting is impossible
   */
  public static ConvTranspose2d init(
      RandomSource random, int in, int out, Size kernel, Consumer<ConvolutionSettings> settings) {
    ConvolutionSettings chosen = ConvolutionSettings.of("ConvTranspose2d", 2, settings);
    int[] shape = chosen.transposedWeightShape(in, out, kernel.toArray());
    return new ConvTranspose2d(
        ConvolutionSettings.usual(random, shape, shape),
        ConvolutionSettings.usual(random, shape, out),
        chosen.stride(),
        chosen.padding(),
        chosen.outputPadding(),
        chosen.dilation(),
        chosen.groups());
  }

  /**
   * Convolves images the other way round.
   *
   * @param x of shape {@code [n, in, h, w]}
   * @return of shape {@code [n, out, p, q]}
   */
  @Override
  @Differentiable(modes = {Mode.JVP, Mode.HVP})
  @Shape("N, C*groups, P, Q")
  public Tensor apply(@Shape("N, IN, H, W") Tensor x) {
    Tensor y =
        convTranspose2d(
            x,
            weight,
            stride.toArray(),
            padding.toArray(),
            outputPadding.toArray(),
            dilation.toArray(),
            groups);
    return plusBias(y, bias);
  }
}
