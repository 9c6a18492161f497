package dev.adjoint.nn;

import static dev.adjoint.tensor.Convolutions.plusBias;
import static dev.adjoint.tensor.TransposedConvolutions.convTranspose1d;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.annotations.Mode;
import dev.adjoint.annotations.Shape;
import dev.adjoint.random.RandomSource;
import dev.adjoint.tensor.Tensor;
import java.util.function.Consumer;

/**
 * A transposed convolution of sequences, which makes them longer ({@link
 * dev.adjoint.tensor.TransposedConvolutions}). Weights and settings are PyTorch's.
 *
 * @param weight of shape {@code [in, out / groups, k]}
 * @param bias of shape {@code [out]}
 * @param stride how far a window is from the next, in the result
 * @param padding how much of the result is cut off on either side
 * @param outputPadding how much longer the result is, of what the stride skips
 * @param dilation how far elements under a window are from each other
 * @param groups how many groups of channels there are that do not see each other
 */
public record ConvTranspose1d(
    @Shape("IN, C, K") Tensor weight,
    @Shape("C*groups") Tensor bias,
    int stride,
    int padding,
    int outputPadding,
    int dilation,
    int groups)
    implements Layer {
  public ConvTranspose1d {
    Settings.positive("ConvTranspose1d", "stride", stride);
    Settings.notNegative("ConvTranspose1d", "padding", padding);
    Settings.notNegative("ConvTranspose1d", "outputPadding", outputPadding);
    Settings.positive("ConvTranspose1d", "dilation", dilation);
    Settings.positive("ConvTranspose1d", "groups", groups);
  }

  /** A kernel that moves by steps of 1, without padding. */
  public static ConvTranspose1d init(RandomSource random, int in, int out, int kernel) {
    return init(random, in, out, kernel, settings -> {});
  }

  /**
   * Weight and bias evenly distributed within ±{@code 1 / sqrt(fan)}, as PyTorch's are, where the
   * fan is {@code out / groups} times the size of the kernel.
   *
   * @param settings such as {@code c -> c.stride(2).padding(1).outputPadding(1)}
   * @throws IllegalArgumentException if a setting is impossible
   */
  public static ConvTranspose1d init(
      RandomSource random, int in, int out, int kernel, Consumer<ConvolutionSettings> settings) {
    ConvolutionSettings chosen = ConvolutionSettings.of("ConvTranspose1d", 1, settings);
    int[] shape = chosen.transposedWeightShape(in, out, kernel);
    return new ConvTranspose1d(
        ConvolutionSettings.usual(random, shape, shape),
        ConvolutionSettings.usual(random, shape, out),
        chosen.stride().width(),
        chosen.padding().width(),
        chosen.outputPadding().width(),
        chosen.dilation().width(),
        chosen.groups());
  }

  /**
   * Convolves sequences the other way round.
   *
   * @param x of shape {@code [n, in, t]}
   * @return of shape {@code [n, out, p]}
   */
  @Override
  @Differentiable(modes = {Mode.JVP, Mode.HVP})
  @Shape("N, C*groups, P")
  public Tensor apply(@Shape("N, IN, T") Tensor x) {
    return plusBias(
        convTranspose1d(x, weight, stride, padding, outputPadding, dilation, groups), bias);
  }
}
