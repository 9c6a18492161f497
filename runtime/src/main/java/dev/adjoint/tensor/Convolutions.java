package dev.adjoint.tensor;

import dev.adjoint.annotations.Jvp;
import dev.adjoint.annotations.Primitive;
import dev.adjoint.annotations.Vjp;
import dev.adjoint.kernel.ActiveKernels;
import dev.adjoint.kernel.Kernels;
import dev.adjoint.kernel.Scalar;

/**
 * Convolutions, as they are called in this field: cross-correlations of images {@code [n, c, h, w]}
 * or sequences {@code [n, c, t]} with weights {@code [o, c / groups, kh, kw]} or {@code [o, c /
 * groups, k]}. For static import.
 *
 * <p>A kernel of size {@code k} with dilation {@code d} spans {@code d (k - 1) + 1} elements; along
 * an axis of size {@code h} with padding {@code p} and stride {@code s} it is applied at {@code (h
 * + 2 p - d (k - 1) - 1) / s + 1} places, rounded down. Padding is by zeros. With groups, output
 * channel {@code i} sees the input channels of its group only; as many groups as channels are a
 * depthwise convolution.
 *
 * <p>With kernels on the Vector API, 3 x 3 taps with stride 1 between a dozen channels and more may
 * be done by Winograd's filtering (Lavin and Gray 2016, "Fast Algorithms for Convolutional Neural
 * Networks"): rounding is then larger than that of sums of products, and what is not finite reaches
 * its neighbours, too.
 *
 * <p>All throw {@link ShapeException} if channels do not fit or the kernel is larger than the
 * padded input, and {@link IllegalArgumentException} for a stride, dilation, padding or number of
 * groups that makes no sense.
 */
public final class Convolutions {
  private static final String PLAIN_2D =
      " -> (n, o, h - kh + 1, w - kw + 1) where kh <= h, kw <= w";
  private static final String SQUARE_2D =
      " -> (n, o, (h + 2*padding - kh)/stride + 1, (w + 2*padding - kw)/stride + 1)"
          + " where kh <= h + 2*padding, kw <= w + 2*padding";
  private static final String FULL_2D =
      ", stride: (2), padding: (2), dilation: (2) -> (n, o,"
          + " (h + 2*padding[0] - dilation[0]*(kh - 1) - 1)/stride[0] + 1,"
          + " (w + 2*padding[1] - dilation[1]*(kw - 1) - 1)/stride[1] + 1)"
          + " where dilation[0]*(kh - 1) + 1 <= h + 2*padding[0],"
          + " dilation[1]*(kw - 1) + 1 <= w + 2*padding[1], o/groups*groups = o";
  private static final String FULL_1D =
      " -> (n, o, (t + 2*padding - dilation*(k - 1) - 1)/stride + 1)"
          + " where dilation*(k - 1) + 1 <= t + 2*padding, o/groups*groups = o";

  private Convolutions() {}

  /** Convolves images, without padding, at every place. */
  @Primitive(shape = "(n, c, h, w), (o, c, kh, kw)" + PLAIN_2D)
  @Vjp(
      of = "x",
      is =
          "dev.adjoint.tensor.ConvolutionGradients.conv2dInput(yBar, weight, x.shape(), new int[]"
              + " {1, 1}, new int[] {0, 0}, new int[] {1, 1}, 1)")
  @Vjp(
      of = "weight",
      is =
          "dev.adjoint.tensor.ConvolutionGradients.conv2dWeight(x, yBar, weight.dimension(2),"
              + " weight.dimension(3), new int[] {1, 1}, new int[] {0, 0}, new int[] {1, 1}, 1)")
  @Jvp("conv2d(xDot, weight).plus(conv2d(x, weightDot))")
  public static Tensor conv2d(Tensor x, Tensor weight) {
    return conv2d(x, weight, new int[] {1, 1}, new int[] {0, 0}, new int[] {1, 1}, 1);
  }

  /** As {@link #conv2d(Tensor, Tensor)}, and adds a number for each output channel. */
  @Primitive(shape = "(n, c, h, w), (o, c, kh, kw), (o)" + PLAIN_2D)
  @Vjp(
      of = "x",
      is =
          "dev.adjoint.tensor.ConvolutionGradients.conv2dInput(yBar, weight, x.shape(), new int[]"
              + " {1, 1}, new int[] {0, 0}, new int[] {1, 1}, 1)")
  @Vjp(
      of = "weight",
      is =
          "dev.adjoint.tensor.ConvolutionGradients.conv2dWeight(x, yBar, weight.dimension(2),"
              + " weight.dimension(3), new int[] {1, 1}, new int[] {0, 0}, new int[] {1, 1}, 1)")
  @Vjp(of = "bias", is = "yBar.sumOver(0, 2, 3)")
  @Jvp("conv2d(xDot, weight).plus(conv2d(x, weightDot, biasDot))")
  public static Tensor conv2d(Tensor x, Tensor weight, Tensor bias) {
    return plusBiasInto(conv2d(x, weight), bias);
  }

  /** Convolves images with the same stride and padding along both axes. */
  @Primitive(shape = "(n, c, h, w), (o, c, kh, kw)" + SQUARE_2D)
  @Vjp(
      of = "x",
      is =
          "dev.adjoint.tensor.ConvolutionGradients.conv2dInput(yBar, weight, x.shape(), new int[]"
              + " {stride, stride}, new int[] {padding, padding}, new int[] {1, 1}, 1)")
  @Vjp(
      of = "weight",
      is =
          "dev.adjoint.tensor.ConvolutionGradients.conv2dWeight(x, yBar, weight.dimension(2),"
              + " weight.dimension(3), new int[] {stride, stride}, new int[] {padding, padding},"
              + " new int[] {1, 1}, 1)")
  @Jvp("conv2d(xDot, weight, stride, padding).plus(conv2d(x, weightDot, stride, padding))")
  public static Tensor conv2d(Tensor x, Tensor weight, int stride, int padding) {
    return conv2d(
        x, weight, new int[] {stride, stride}, new int[] {padding, padding}, new int[] {1, 1}, 1);
  }

  /** As {@link #conv2d(Tensor, Tensor, int, int)}, and adds a number for each output channel. */
  @Primitive(shape = "(n, c, h, w), (o, c, kh, kw), (o)" + SQUARE_2D)
  @Vjp(
      of = "x",
      is =
          "dev.adjoint.tensor.ConvolutionGradients.conv2dInput(yBar, weight, x.shape(), new int[]"
              + " {stride, stride}, new int[] {padding, padding}, new int[] {1, 1}, 1)")
  @Vjp(
      of = "weight",
      is =
          "dev.adjoint.tensor.ConvolutionGradients.conv2dWeight(x, yBar, weight.dimension(2),"
              + " weight.dimension(3), new int[] {stride, stride}, new int[] {padding, padding},"
              + " new int[] {1, 1}, 1)")
  @Vjp(of = "bias", is = "yBar.sumOver(0, 2, 3)")
  @Jvp("conv2d(xDot, weight, stride, padding).plus(conv2d(x, weightDot, biasDot, stride, padding))")
  public static Tensor conv2d(Tensor x, Tensor weight, Tensor bias, int stride, int padding) {
    return plusBiasInto(conv2d(x, weight, stride, padding), bias);
  }

  /**
   * Convolves images.
   *
   * @param stride for rows and for columns, as padding and dilation
   */
  @Primitive(shape = "(n, c*groups, h, w), (o, c, kh, kw)" + FULL_2D)
  @Vjp(
      of = "x",
      is =
          "dev.adjoint.tensor.ConvolutionGradients.conv2dInput(yBar, weight, x.shape(), stride,"
              + " padding, dilation, groups)")
  @Vjp(
      of = "weight",
      is =
          "dev.adjoint.tensor.ConvolutionGradients.conv2dWeight(x, yBar, weight.dimension(2),"
              + " weight.dimension(3), stride, padding, dilation, groups)")
  @Jvp(
      "conv2d(xDot, weight, stride, padding, dilation, groups).plus(conv2d(x, weightDot, stride,"
          + " padding, dilation, groups))")
  public static Tensor conv2d(
      Tensor x, Tensor weight, int[] stride, int[] padding, int[] dilation, int groups) {
    return new Convolution("conv2d", x.shape, weight.shape, stride, padding, dilation, groups)
        .forward(x, weight);
  }

  /**
   * As {@link #conv2d(Tensor, Tensor, int[], int[], int[], int)}, and adds a number for each output
   * channel.
   */
  @Primitive(shape = "(n, c*groups, h, w), (o, c, kh, kw), (o)" + FULL_2D)
  @Vjp(
      of = "x",
      is =
          "dev.adjoint.tensor.ConvolutionGradients.conv2dInput(yBar, weight, x.shape(), stride,"
              + " padding, dilation, groups)")
  @Vjp(
      of = "weight",
      is =
          "dev.adjoint.tensor.ConvolutionGradients.conv2dWeight(x, yBar, weight.dimension(2),"
              + " weight.dimension(3), stride, padding, dilation, groups)")
  @Vjp(of = "bias", is = "yBar.sumOver(0, 2, 3)")
  @Jvp(
      "conv2d(xDot, weight, stride, padding, dilation, groups).plus(conv2d(x, weightDot, biasDot,"
          + " stride, padding, dilation, groups))")
  public static Tensor conv2d(
      Tensor x,
      Tensor weight,
      Tensor bias,
      int[] stride,
      int[] padding,
      int[] dilation,
      int groups) {
    return plusBiasInto(conv2d(x, weight, stride, padding, dilation, groups), bias);
  }

  /** Convolves sequences, without padding, at every place. */
  @Primitive(shape = "(n, c, t), (o, c, k)" + " -> (n, o, t - k + 1) where k <= t")
  @Vjp(
      of = "x",
      is =
          "dev.adjoint.tensor.ConvolutionGradients.conv1dInput(yBar, weight, x.dimension(2), 1, 0,"
              + " 1, 1)")
  @Vjp(
      of = "weight",
      is =
          "dev.adjoint.tensor.ConvolutionGradients.conv1dWeight(x, yBar, weight.dimension(2), 1, 0,"
              + " 1, 1)")
  @Jvp("conv1d(xDot, weight).plus(conv1d(x, weightDot))")
  public static Tensor conv1d(Tensor x, Tensor weight) {
    return conv1d(x, weight, 1, 0, 1, 1);
  }

  /** As the convolution without it, and adds a number for each output channel. */
  @Primitive(shape = "(n, c, t), (o, c, k), (o)" + " -> (n, o, t - k + 1) where k <= t")
  @Vjp(
      of = "x",
      is =
          "dev.adjoint.tensor.ConvolutionGradients.conv1dInput(yBar, weight, x.dimension(2), 1, 0,"
              + " 1, 1)")
  @Vjp(
      of = "weight",
      is =
          "dev.adjoint.tensor.ConvolutionGradients.conv1dWeight(x, yBar, weight.dimension(2), 1, 0,"
              + " 1, 1)")
  @Vjp(of = "bias", is = "yBar.sumOver(0, 2)")
  @Jvp("conv1d(xDot, weight).plus(conv1d(x, weightDot, biasDot))")
  public static Tensor conv1d(Tensor x, Tensor weight, Tensor bias) {
    return plusBiasInto(conv1d(x, weight), bias);
  }

  /** Convolves sequences. */
  @Primitive(
      shape =
          "(n, c, t), (o, c, k)"
              + " -> (n, o, (t + 2*padding - k)/stride + 1) where k <= t + 2*padding")
  @Vjp(
      of = "x",
      is =
          "dev.adjoint.tensor.ConvolutionGradients.conv1dInput(yBar, weight, x.dimension(2),"
              + " stride, padding, 1, 1)")
  @Vjp(
      of = "weight",
      is =
          "dev.adjoint.tensor.ConvolutionGradients.conv1dWeight(x, yBar, weight.dimension(2),"
              + " stride, padding, 1, 1)")
  @Jvp("conv1d(xDot, weight, stride, padding).plus(conv1d(x, weightDot, stride, padding))")
  public static Tensor conv1d(Tensor x, Tensor weight, int stride, int padding) {
    return conv1d(x, weight, stride, padding, 1, 1);
  }

  /** As the convolution without it, and adds a number for each output channel. */
  @Primitive(
      shape =
          "(n, c, t), (o, c, k), (o)"
              + " -> (n, o, (t + 2*padding - k)/stride + 1) where k <= t + 2*padding")
  @Vjp(
      of = "x",
      is =
          "dev.adjoint.tensor.ConvolutionGradients.conv1dInput(yBar, weight, x.dimension(2),"
              + " stride, padding, 1, 1)")
  @Vjp(
      of = "weight",
      is =
          "dev.adjoint.tensor.ConvolutionGradients.conv1dWeight(x, yBar, weight.dimension(2),"
              + " stride, padding, 1, 1)")
  @Vjp(of = "bias", is = "yBar.sumOver(0, 2)")
  @Jvp("conv1d(xDot, weight, stride, padding).plus(conv1d(x, weightDot, biasDot, stride, padding))")
  public static Tensor conv1d(Tensor x, Tensor weight, Tensor bias, int stride, int padding) {
    return plusBiasInto(conv1d(x, weight, stride, padding), bias);
  }

  /** Convolves sequences. */
  @Primitive(shape = "(n, c*groups, t), (o, c, k)" + FULL_1D)
  @Vjp(
      of = "x",
      is =
          "dev.adjoint.tensor.ConvolutionGradients.conv1dInput(yBar, weight, x.dimension(2),"
              + " stride, padding, dilation, groups)")
  @Vjp(
      of = "weight",
      is =
          "dev.adjoint.tensor.ConvolutionGradients.conv1dWeight(x, yBar, weight.dimension(2),"
              + " stride, padding, dilation, groups)")
  @Jvp(
      "conv1d(xDot, weight, stride, padding, dilation, groups).plus(conv1d(x, weightDot, stride,"
          + " padding, dilation, groups))")
  public static Tensor conv1d(
      Tensor x, Tensor weight, int stride, int padding, int dilation, int groups) {
    Shapes.requireRank("conv1d", 3, x.shape);
    Shapes.requireRank("conv1d", 3, weight.shape);
    Tensor images = asImage(x);
    Tensor kernels = asImage(weight);
    return asSequence(
        ofSequences("conv1d", images.shape, kernels, stride, padding, dilation, groups)
            .forward(images, kernels));
  }

  /** As the convolution without it, and adds a number for each output channel. */
  @Primitive(shape = "(n, c*groups, t), (o, c, k), (o)" + FULL_1D)
  @Vjp(
      of = "x",
      is =
          "dev.adjoint.tensor.ConvolutionGradients.conv1dInput(yBar, weight, x.dimension(2),"
              + " stride, padding, dilation, groups)")
  @Vjp(
      of = "weight",
      is =
          "dev.adjoint.tensor.ConvolutionGradients.conv1dWeight(x, yBar, weight.dimension(2),"
              + " stride, padding, dilation, groups)")
  @Vjp(of = "bias", is = "yBar.sumOver(0, 2)")
  @Jvp(
      "conv1d(xDot, weight, stride, padding, dilation, groups).plus(conv1d(x, weightDot, biasDot,"
          + " stride, padding, dilation, groups))")
  public static Tensor conv1d(
      Tensor x, Tensor weight, Tensor bias, int stride, int padding, int dilation, int groups) {
    return plusBiasInto(conv1d(x, weight, stride, padding, dilation, groups), bias);
  }

  /**
   * Adds a number for each channel, which is the axis after the first.
   *
   * @throws ShapeException if {@code bias} is not {@code [c]} for {@code x} of shape {@code [n, c,
   *     …]}
   */
  @Primitive(shape = "x, (c) -> x where c = x[1]")
  @Vjp(of = "x", is = "yBar")
  @Vjp(of = "bias", is = "dev.adjoint.tensor.NormalizationGradients.channelSum(yBar)")
  @Jvp("plusBias(xDot, biasDot)")
  public static Tensor plusBias(Tensor x, Tensor bias) {
    return x.plus(NormalizationGradients.alongChannels("plusBias", "bias", bias, x));
  }

  /** As {@link #plusBias}, in the memory of {@code x}, which nobody else may hold. */
  private static Tensor plusBiasInto(Tensor x, Tensor bias) {
    NormalizationGradients.alongChannels("plusBias", "bias", bias, x);
    int[] block = NormalizationGradients.channels("plusBias", x.shape);
    Kernels kernels = ActiveKernels.get();
    int at = 0;
    for (int i = 0; i < block[0]; i++) {
      for (int c = 0; c < block[1]; c++) {
        kernels.scalar(Scalar.SHIFT, x.data, bias.data[c], x.data, at, at + block[2]);
        at += block[2];
      }
    }
    return x;
  }

  static Tensor asImage(Tensor sequences) {
    int[] s = sequences.shape;
    return Tensor.wrap(sequences.data, s[0], s[1], 1, s[2]);
  }

  static Tensor asSequence(Tensor images) {
    int[] s = images.shape;
    return Tensor.wrap(images.data, s[0], s[1], s[3]);
  }

  static Convolution ofSequences(
      String name, int[] shape, Tensor weight, int stride, int padding, int dilation, int groups) {
    return new Convolution(
        name,
        shape,
        weight.shape,
        new int[] {1, stride},
        new int[] {0, padding},
        new int[] {1, dilation},
        groups);
  }
}
