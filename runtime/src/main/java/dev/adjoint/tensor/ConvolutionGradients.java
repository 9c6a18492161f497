package dev.adjoint.tensor;

import dev.adjoint.annotations.Jvp;
import dev.adjoint.annotations.Primitive;
import dev.adjoint.annotations.Vjp;

/**
 * The derivatives of {@link Convolutions}. Each is linear in its two tensors, and their derivatives
 * are convolutions again.
 */
public final class ConvolutionGradients {
  private ConvolutionGradients() {}

  /**
   * The gradient of a convolution by its images, which is the transposed convolution.
   *
   * @param seed the adjoint of the result
   * @param shape the shape of the images
   * @throws ShapeException if the shapes do not fit
   */
  @Primitive(shape = "(n, o, p, q), (o, c, kh, kw) -> dims(shape)")
  @Vjp(
      of = "seed",
      is =
          "dev.adjoint.tensor.Convolutions.conv2d(yBar, weight, stride, padding, dilation, groups)")
  @Vjp(
      of = "weight",
      is =
          "conv2dWeight(yBar, seed, weight.dimension(2), weight.dimension(3), stride, padding,"
              + " dilation, groups)")
  @Jvp(
      "conv2dInput(seedDot, weight, shape, stride, padding, dilation, groups)"
          + ".plus(conv2dInput(seed, weightDot, shape, stride, padding, dilation, groups))")
  public static Tensor conv2dInput(
      Tensor seed,
      Tensor weight,
      int[] shape,
      int[] stride,
      int[] padding,
      int[] dilation,
      int groups) {
    String name = "conv2dInput";
    return new Convolution(name, shape, weight.shape, stride, padding, dilation, groups)
        .requireOutput(name, seed)
        .input(seed, weight);
  }

  /**
   * The gradient of a convolution by its weights.
   *
   * @param seed the adjoint of the result
   * @param height the rows of the kernel
   * @param width the columns of the kernel
   * @throws ShapeException if the shapes do not fit
   */
  @Primitive(shape = "(n, c*groups, h, w), (n, o, p, q) -> (o, c, height, width)")
  @Vjp(of = "x", is = "conv2dInput(seed, yBar, x.shape(), stride, padding, dilation, groups)")
  @Vjp(
      of = "seed",
      is = "dev.adjoint.tensor.Convolutions.conv2d(x, yBar, stride, padding, dilation, groups)")
  @Jvp(
      "conv2dWeight(xDot, seed, height, width, stride, padding, dilation, groups)"
          + ".plus(conv2dWeight(x, seedDot, height, width, stride, padding, dilation, groups))")
  public static Tensor conv2dWeight(
      Tensor x,
      Tensor seed,
      int height,
      int width,
      int[] stride,
      int[] padding,
      int[] dilation,
      int groups) {
    String name = "conv2dWeight";
    Shapes.requireRank(name, 4, x.shape);
    Shapes.requireRank(name, 4, seed.shape);
    int[] weight = {seed.shape[1], x.shape[1] / Math.max(1, groups), height, width};
    return new Convolution(name, x.shape, weight, stride, padding, dilation, groups)
        .requireOutput(name, seed)
        .weight(x, seed);
  }

  /**
   * The gradient of a convolution of sequences by the sequences.
   *
   * @param seed the adjoint of the result
   * @param length the length of the sequences
   * @throws ShapeException if the shapes do not fit
   */
  @Primitive(shape = "(n, o, p), (o, c, k) -> (n, c*groups, length)")
  @Vjp(
      of = "seed",
      is =
          "dev.adjoint.tensor.Convolutions.conv1d(yBar, weight, stride, padding, dilation, groups)")
  @Vjp(
      of = "weight",
      is = "conv1dWeight(yBar, seed, weight.dimension(2), stride, padding, dilation, groups)")
  @Jvp(
      "conv1dInput(seedDot, weight, length, stride, padding, dilation, groups)"
          + ".plus(conv1dInput(seed, weightDot, length, stride, padding, dilation, groups))")
  public static Tensor conv1dInput(
      Tensor seed, Tensor weight, int length, int stride, int padding, int dilation, int groups) {
    String name = "conv1dInput";
    Shapes.requireRank(name, 3, seed.shape);
    Shapes.requireRank(name, 3, weight.shape);
    int[] shape = {seed.shape[0], weight.shape[1] * groups, 1, length};
    Tensor y = Convolutions.asImage(weight);
    Convolution convolution =
        Convolutions.ofSequences(name, shape, y, stride, padding, dilation, groups);
    Tensor images = Convolutions.asImage(seed);
    return Convolutions.asSequence(convolution.requireOutput(name, images).input(images, y));
  }

  /**
   * The gradient of a convolution of sequences by its weights.
   *
   * @param seed the adjoint of the result
   * @param width the size of the kernel
   * @throws ShapeException if the shapes do not fit
   */
  @Primitive(shape = "(n, c*groups, t), (n, o, p) -> (o, c, width)")
  @Vjp(of = "x", is = "conv1dInput(seed, yBar, x.dimension(2), stride, padding, dilation, groups)")
  @Vjp(
      of = "seed",
      is = "dev.adjoint.tensor.Convolutions.conv1d(x, yBar, stride, padding, dilation, groups)")
  @Jvp(
      "conv1dWeight(xDot, seed, width, stride, padding, dilation, groups)"
          + ".plus(conv1dWeight(x, seedDot, width, stride, padding, dilation, groups))")
  public static Tensor conv1dWeight(
      Tensor x, Tensor seed, int width, int stride, int padding, int dilation, int groups) {
    String name = "conv1dWeight";
    Shapes.requireRank(name, 3, x.shape);
    Shapes.requireRank(name, 3, seed.shape);
    return Convolutions.asSequence(
        conv2dWeight(
            Convolutions.asImage(x),
            Convolutions.asImage(seed),
            1,
            width,
            new int[] {1, stride},
            new int[] {0, padding},
            new int[] {1, dilation},
            groups));
  }
}
