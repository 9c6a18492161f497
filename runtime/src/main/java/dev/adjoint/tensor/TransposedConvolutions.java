package dev.adjoint.tensor;

import dev.adjoint.annotations.Jvp;
import dev.adjoint.annotations.Primitive;
import dev.adjoint.annotations.Vjp;

/**
 * Transposed convolutions, for static import: what {@link Convolutions} do to adjoints, used to
 * make images larger. Along an axis of size {@code h} a kernel of size {@code k} with stride {@code
 * s}, padding {@code p}, dilation {@code d} and output padding {@code o} makes {@code (h - 1) s - 2
 * p + d (k - 1) + o + 1} elements.
 *
 * <p>All throw {@link ShapeException} if channels do not fit, and {@link IllegalArgumentException}
 * for options that make no sense.
 */
public final class TransposedConvolutions {
  private static final String TRANSPOSED_2D =
      ", stride: (2), padding: (2), outputPadding: (2), dilation: (2) -> (n, c*groups,"
          + " (h - 1)*stride[0] - 2*padding[0] + dilation[0]*(kh - 1) + outputPadding[0] + 1,"
          + " (w - 1)*stride[1] - 2*padding[1] + dilation[1]*(kw - 1) + outputPadding[1] + 1)"
          + " where o/groups*groups = o";

  private TransposedConvolutions() {}

  /**
   * The transpose of the convolution of images with the same weights, strides, padding and so on:
   * its gradient by the images. The weights are {@code [o, c / groups, kh, kw]}, {@code o} being
   * the channels of {@code x}; a bias is added by {@link Convolutions#plusBias}.
   */
  @Primitive(
      shape =
          "(n, o, h, w), (o, c, kh, kw) -> (n, c, (h - 1)*stride - 2*padding + kh, (w - 1)*stride -"
              + " 2*padding + kw)")
  @Vjp(
      of = "x",
      is =
          "dev.adjoint.tensor.Convolutions.conv2d(yBar, weight, new int[] {stride, stride}, new"
              + " int[] {padding, padding}, new int[] {1, 1}, 1)")
  @Vjp(
      of = "weight",
      is =
          "dev.adjoint.tensor.ConvolutionGradients.conv2dWeight(yBar, x, weight.dimension(2),"
              + " weight.dimension(3), new int[] {stride, stride}, new int[] {padding, padding},"
              + " new int[] {1, 1}, 1)")
  @Jvp(
      "convTranspose2d(xDot, weight, stride, padding).plus(convTranspose2d(x, weightDot, stride,"
          + " padding))")
  public static Tensor convTranspose2d(Tensor x, Tensor weight, int stride, int padding) {
    return convTranspose2d(
        x,
        weight,
        new int[] {stride, stride},
        new int[] {padding, padding},
        new int[] {0, 0},
        new int[] {1, 1},
        1);
  }

  /**
   * The transpose of the convolution of images with the same weights, strides, padding and so on:
   * its gradient by the images. The weights are {@code [o, c / groups, kh, kw]}, {@code o} being
   * the channels of {@code x}; a bias is added by {@link Convolutions#plusBias}.
   *
   * @param outputPadding how many rows and columns more the result has, of those that the stride of
   *     the convolution skips; less than the stride or the dilation
   */
  @Primitive(shape = "(n, o, h, w), (o, c, kh, kw)" + TRANSPOSED_2D)
  @Vjp(
      of = "x",
      is =
          "dev.adjoint.tensor.Convolutions.conv2d(yBar, weight, stride, padding, dilation, groups)")
  @Vjp(
      of = "weight",
      is =
          "dev.adjoint.tensor.ConvolutionGradients.conv2dWeight(yBar, x, weight.dimension(2),"
              + " weight.dimension(3), stride, padding, dilation, groups)")
  @Jvp(
      "convTranspose2d(xDot, weight, stride, padding, outputPadding, dilation,"
          + " groups).plus(convTranspose2d(x, weightDot, stride, padding, outputPadding, dilation,"
          + " groups))")
  public static Tensor convTranspose2d(
      Tensor x,
      Tensor weight,
      int[] stride,
      int[] padding,
      int[] outputPadding,
      int[] dilation,
      int groups) {
    String name = "convTranspose2d";
    Shapes.requireRank(name, 4, x.shape);
    Shapes.requireRank(name, 4, weight.shape);
    Window.requireCount(name, "stride", 2, stride);
    Window.requireCount(name, "padding", 2, padding);
    Window.requireCount(name, "outputPadding", 2, outputPadding);
    Window.requireCount(name, "dilation", 2, dilation);
    int[] shape = {x.shape[0], weight.shape[1] * groups, 0, 0};
    for (int i = 0; i < 2; i++) {
      shape[2 + i] =
          transposedSize(
              name,
              x.shape[2 + i],
              weight.shape[2 + i],
              stride[i],
              padding[i],
              outputPadding[i],
              dilation[i]);
    }
    return new Convolution(name, shape, weight.shape, stride, padding, dilation, groups)
        .requireOutput(name, x)
        .input(x, weight);
  }

  /**
   * The transpose of the convolution of sequences, as {@link #convTranspose2d(Tensor, Tensor,
   * int[], int[], int[], int[], int)} is of images.
   */
  @Primitive(shape = "(n, o, t), (o, c, k) -> (n, c, (t - 1)*stride - 2*padding + k)")
  @Vjp(of = "x", is = "dev.adjoint.tensor.Convolutions.conv1d(yBar, weight, stride, padding, 1, 1)")
  @Vjp(
      of = "weight",
      is =
          "dev.adjoint.tensor.ConvolutionGradients.conv1dWeight(yBar, x, weight.dimension(2),"
              + " stride, padding, 1, 1)")
  @Jvp(
      "convTranspose1d(xDot, weight, stride, padding).plus(convTranspose1d(x, weightDot, stride,"
          + " padding))")
  public static Tensor convTranspose1d(Tensor x, Tensor weight, int stride, int padding) {
    return convTranspose1d(x, weight, stride, padding, 0, 1, 1);
  }

  /**
   * The transpose of the convolution of sequences, as {@link #convTranspose2d(Tensor, Tensor,
   * int[], int[], int[], int[], int)} is of images.
   */
  @Primitive(
      shape =
          "(n, o, t), (o, c, k) -> (n, c*groups, (t - 1)*stride - 2*padding + dilation*(k - 1) +"
              + " outputPadding + 1) where o/groups*groups = o")
  @Vjp(
      of = "x",
      is =
          "dev.adjoint.tensor.Convolutions.conv1d(yBar, weight, stride, padding, dilation, groups)")
  @Vjp(
      of = "weight",
      is =
          "dev.adjoint.tensor.ConvolutionGradients.conv1dWeight(yBar, x, weight.dimension(2),"
              + " stride, padding, dilation, groups)")
  @Jvp(
      "convTranspose1d(xDot, weight, stride, padding, outputPadding, dilation,"
          + " groups).plus(convTranspose1d(x, weightDot, stride, padding, outputPadding, dilation,"
          + " groups))")
  public static Tensor convTranspose1d(
      Tensor x,
      Tensor weight,
      int stride,
      int padding,
      int outputPadding,
      int dilation,
      int groups) {
    String name = "convTranspose1d";
    Shapes.requireRank(name, 3, x.shape);
    Shapes.requireRank(name, 3, weight.shape);
    int length =
        transposedSize(name, x.shape[2], weight.shape[2], stride, padding, outputPadding, dilation);
    Tensor kernels = Convolutions.asImage(weight);
    int[] shape = {x.shape[0], weight.shape[1] * groups, 1, length};
    Convolution convolution =
        Convolutions.ofSequences(name, shape, kernels, stride, padding, dilation, groups);
    Tensor images = Convolutions.asImage(x);
    return Convolutions.asSequence(convolution.requireOutput(name, images).input(images, kernels));
  }

  private static int transposedSize(
      String name, int size, int kernel, int stride, int padding, int outputPadding, int dilation) {
    if (outputPadding < 0 || outputPadding >= Math.max(stride, dilation)) {
      throw new IllegalArgumentException(
          "%s: outputPadding %d must be at least 0 and less than stride %d or dilation %d"
              .formatted(name, outputPadding, stride, dilation));
    }
    return (size - 1) * stride - 2 * padding + dilation * (kernel - 1) + outputPadding + 1;
  }
}
