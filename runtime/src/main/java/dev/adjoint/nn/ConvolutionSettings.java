package dev.adjoint.nn;

import dev.adjoint.random.RandomSource;
import dev.adjoint.tensor.Tensor;
import java.util.function.Consumer;

/**
 * The settings of a convolution, such as {@code c -> c.stride(2).padding(1)}. What is not set is
 * stride 1, padding 0, output padding 0, dilation 1 and one group. One number is for all axes; two
 * are for rows and columns of images.
 */
public final class ConvolutionSettings {
  private final String layer;
  private final int axes;
  private Size stride = Size.of(1);
  private Size padding = Size.of(0);
  private Size outputPadding = Size.of(0);
  private Size dilation = Size.of(1);
  private int groups = 1;

  private ConvolutionSettings(String layer, int axes) {
    this.layer = layer;
    this.axes = axes;
  }

  /**
   * The settings that a lambda makes.
   *
   * @param axes how many axes windows move along
   */
  static ConvolutionSettings of(String layer, int axes, Consumer<ConvolutionSettings> settings) {
    ConvolutionSettings result = new ConvolutionSettings(layer, axes);
    settings.accept(result);
    return result;
  }

  /**
   * How far a window is from the next.
   *
   * @throws IllegalArgumentException unless it is positive
   */
  public ConvolutionSettings stride(int stride) {
    Settings.positive(layer, "stride", stride);
    this.stride = Size.of(stride);
    return this;
  }

  /**
   * How far a window is from the next, along rows and columns.
   *
   * @throws IllegalArgumentException unless both are positive, or for sequences
   */
  public ConvolutionSettings stride(int height, int width) {
    this.stride = images("stride", height, width).requirePositive(layer, "stride");
    return this;
  }

  /**
   * How many zeros stand on either side; for a transposed convolution how much of the result is cut
   * off there.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public ConvolutionSettings padding(int padding) {
    Settings.notNegative(layer, "padding", padding);
    this.padding = Size.of(padding);
    return this;
  }

  /**
   * How many zeros stand above and below, and to the left and to the right.
   *
   * @throws IllegalArgumentException if one is negative, or for sequences
   */
  public ConvolutionSettings padding(int height, int width) {
    this.padding = images("padding", height, width).requireNotNegative(layer, "padding");
    return this;
  }

  /**
   * How much longer the result of a transposed convolution is, of what the stride skips.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public ConvolutionSettings outputPadding(int outputPadding) {
    Settings.notNegative(layer, "outputPadding", outputPadding);
    this.outputPadding = Size.of(outputPadding);
    return this;
  }

  /**
   * How much longer the result of a transposed convolution is, along rows and columns.
   *
   * @throws IllegalArgumentException if one is negative, or for sequences
   */
  public ConvolutionSettings outputPadding(int height, int width) {
    this.outputPadding =
        images("outputPadding", height, width).requireNotNegative(layer, "outputPadding");
    return this;
  }

  /**
   * How far elements under a window are from each other.
   *
   * @throws IllegalArgumentException unless it is positive
   */
  public ConvolutionSettings dilation(int dilation) {
    Settings.positive(layer, "dilation", dilation);
    this.dilation = Size.of(dilation);
    return this;
  }

  /**
   * How far elements under a window are from each other, along rows and columns.
   *
   * @throws IllegalArgumentException unless both are positive, or for sequences
   */
  public ConvolutionSettings dilation(int height, int width) {
    this.dilation = images("dilation", height, width).requirePositive(layer, "dilation");
    return this;
  }

  /**
   * How many groups of channels there are that do not see each other.
   *
   * @throws IllegalArgumentException unless it is positive
   */
  public ConvolutionSettings groups(int groups) {
    Settings.positive(layer, "groups", groups);
    this.groups = groups;
    return this;
  }

  Size stride() {
    return stride;
  }

  Size padding() {
    return padding;
  }

  Size outputPadding() {
    return outputPadding;
  }

  Size dilation() {
    return dilation;
  }

  int groups() {
    return groups;
  }

  /** The shape of a convolution's weights. */
  int[] weightShape(int in, int out, int... kernel) {
    if (outputPadding.height() + outputPadding.width() > 0) {
      throw new IllegalArgumentException(
          layer + ": outputPadding is for transposed convolutions: " + outputPadding);
    }
    return shape(in, out, out, in / groups, kernel);
  }

  /** The shape of a transposed convolution's weights. */
  int[] transposedWeightShape(int in, int out, int... kernel) {
    int[] shape = shape(in, out, in, out / groups, kernel);
    if (axes == 1) {
      requireSkipped("outputPadding", outputPadding.width(), stride.width(), dilation.width());
    } else {
      requireSkipped(
          "outputPadding.height", outputPadding.height(), stride.height(), dilation.height());
      requireSkipped(
          "outputPadding.width", outputPadding.width(), stride.width(), dilation.width());
    }
    return shape;
  }

  private int[] shape(int in, int out, int first, int second, int[] kernel) {
    Settings.positive(layer, "in", in);
    Settings.positive(layer, "out", out);
    Settings.divides(layer, "groups", groups, "in", in);
    Settings.divides(layer, "groups", groups, "out", out);
    int[] shape = new int[2 + axes];
    shape[0] = first;
    shape[1] = second;
    for (int i = 0; i < axes; i++) {
      shape[2 + i] = Settings.positive(layer, "kernel", kernel[i]);
    }
    return shape;
  }

  private void requireSkipped(String name, int value, int stride, int dilation) {
    if (value >= Math.max(stride, dilation)) {
      throw new IllegalArgumentException(
          "%s: %s must be less than stride %d or dilation %d: %d"
              .formatted(layer, name, stride, dilation, value));
    }
  }

  /** Evenly distributed within ±1 / sqrt(fanIn) of weights of a shape, as PyTorch's are. */
  static Tensor usual(RandomSource random, int[] weightShape, int... shape) {
    return Initialization.uniform(random, 1 / Math.sqrt(Initialization.fanIn(weightShape)), shape);
  }

  private Size images(String name, int height, int width) {
    Size size = new Size(height, width);
    if (axes == 1) {
      throw new IllegalArgumentException(
          "%s: %s must be one number: %s".formatted(layer, name, size));
    }
    return size;
  }
}
