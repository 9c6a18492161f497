package dev.adjoint.tensor;

import dev.adjoint.annotations.Jvp;
import dev.adjoint.annotations.Primitive;
import dev.adjoint.annotations.Vjp;

/**
 * The largest elements and the means of windows, over the last axis or the last two, for static
 * import. All axes before them are kept, so that images {@code [n, c, h, w]} and sequences {@code
 * [n, c, t]} are pooled by channel.
 *
 * <p>Windows lie as those of {@link Convolutions}; without a stride they lie side by side. The
 * derivative of a maximum goes to the first of equal elements; a NaN is the largest.
 *
 * <p>All throw {@link ShapeException} if there are too few axes or the kernel is larger than the
 * padded input, and {@link IllegalArgumentException} for a kernel, stride, dilation or padding that
 * makes no sense; padding is at most half of the kernel.
 */
public final class Pooling {
  private static final String SIDE_BY_SIDE_2D =
      "(*b, h, w) -> (*b, h/kernel, w/kernel) where kernel <= h, kernel <= w";
  private static final String SQUARE_2D =
      "(*b, h, w) -> (*b, (h + 2*padding - kernel)/stride + 1, (w + 2*padding - kernel)/stride + 1)"
          + " where kernel <= h + 2*padding, kernel <= w + 2*padding";
  private static final String MAX_2D =
      "(*b, h, w), kernel: (2), stride: (2), padding: (2), dilation: (2) -> (*b,"
          + " (h + 2*padding[0] - dilation[0]*(kernel[0] - 1) - 1)/stride[0] + 1,"
          + " (w + 2*padding[1] - dilation[1]*(kernel[1] - 1) - 1)/stride[1] + 1)"
          + " where dilation[0]*(kernel[0] - 1) + 1 <= h + 2*padding[0],"
          + " dilation[1]*(kernel[1] - 1) + 1 <= w + 2*padding[1]";
  private static final String MEAN_2D =
      "(*b, h, w), kernel: (2), stride: (2), padding: (2) -> (*b,"
          + " (h + 2*padding[0] - kernel[0])/stride[0] + 1,"
          + " (w + 2*padding[1] - kernel[1])/stride[1] + 1)"
          + " where kernel[0] <= h + 2*padding[0], kernel[1] <= w + 2*padding[1]";
  private static final String SIDE_BY_SIDE_1D = "(*b, t) -> (*b, t/kernel) where kernel <= t";
  private static final String MEAN_1D =
      "(*b, t) -> (*b, (t + 2*padding - kernel)/stride + 1) where kernel <= t + 2*padding";
  private static final String MAX_1D =
      "(*b, t) -> (*b, (t + 2*padding - dilation*(kernel - 1) - 1)/stride + 1)"
          + " where dilation*(kernel - 1) + 1 <= t + 2*padding";

  private Pooling() {}

  /** The largest element of each square, side by side. */
  @Primitive(shape = SIDE_BY_SIDE_2D)
  @Vjp(
      of = "x",
      is =
          "dev.adjoint.tensor.PoolingGradients.maxPool2dInput(x, y, yBar, new int[] {kernel, kernel},"
              + " new int[] {kernel, kernel}, new int[] {0, 0}, new int[] {1, 1})")
  @Jvp(
      "dev.adjoint.tensor.PoolingGradients.pick(xDot,"
          + " dev.adjoint.tensor.PoolingGradients.maxPool2dPositions(x, new int[] {kernel, kernel},"
          + " new int[] {kernel, kernel}, new int[] {0, 0}, new int[] {1, 1}), y.shape())")
  public static Tensor maxPool2d(Tensor x, int kernel) {
    return maxPool2d(x, kernel, kernel, 0);
  }

  /** The largest element of each square; padding is never the largest. */
  @Primitive(shape = SQUARE_2D)
  @Vjp(
      of = "x",
      is =
          "dev.adjoint.tensor.PoolingGradients.maxPool2dInput(x, y, yBar, new int[] {kernel, kernel},"
              + " new int[] {stride, stride}, new int[] {padding, padding}, new int[] {1, 1})")
  @Jvp(
      "dev.adjoint.tensor.PoolingGradients.pick(xDot,"
          + " dev.adjoint.tensor.PoolingGradients.maxPool2dPositions(x, new int[] {kernel, kernel},"
          + " new int[] {stride, stride}, new int[] {padding, padding}, new int[] {1, 1}),"
          + " y.shape())")
  public static Tensor maxPool2d(Tensor x, int kernel, int stride, int padding) {
    return maxPool2d(
        x,
        new int[] {kernel, kernel},
        new int[] {stride, stride},
        new int[] {padding, padding},
        new int[] {1, 1});
  }

  /** The largest element of each window; padding is never the largest. */
  @Primitive(shape = MAX_2D)
  @Vjp(
      of = "x",
      is =
          "dev.adjoint.tensor.PoolingGradients.maxPool2dInput(x, y, yBar, kernel, stride,"
              + " padding, dilation)")
  @Jvp(
      "dev.adjoint.tensor.PoolingGradients.pick(xDot,"
          + " dev.adjoint.tensor.PoolingGradients.maxPool2dPositions(x, kernel, stride, padding,"
          + " dilation), y.shape())")
  public static Tensor maxPool2d(
      Tensor x, int[] kernel, int[] stride, int[] padding, int[] dilation) {
    PoolWindows windows =
        PoolWindows.of("maxPool2d", x.shape, kernel, stride, padding, dilation, false);
    return windows.largest(x);
  }

  /** The largest element of each window, side by side. */
  @Primitive(shape = SIDE_BY_SIDE_1D)
  @Vjp(
      of = "x",
      is =
          "dev.adjoint.tensor.PoolingGradients.place(yBar,"
              + " dev.adjoint.tensor.PoolingGradients.maxPool1dPositions(x, kernel, kernel, 0, 1),"
              + " x.shape())")
  @Jvp(
      "dev.adjoint.tensor.PoolingGradients.pick(xDot,"
          + " dev.adjoint.tensor.PoolingGradients.maxPool1dPositions(x, kernel, kernel, 0, 1),"
          + " y.shape())")
  public static Tensor maxPool1d(Tensor x, int kernel) {
    return maxPool1d(x, kernel, kernel, 0, 1);
  }

  /** The largest element of each window; padding is never the largest. */
  @Primitive(shape = MAX_1D)
  @Vjp(
      of = "x",
      is =
          "dev.adjoint.tensor.PoolingGradients.place(yBar,"
              + " dev.adjoint.tensor.PoolingGradients.maxPool1dPositions(x, kernel, stride,"
              + " padding, dilation), x.shape())")
  @Jvp(
      "dev.adjoint.tensor.PoolingGradients.pick(xDot,"
          + " dev.adjoint.tensor.PoolingGradients.maxPool1dPositions(x, kernel, stride, padding,"
          + " dilation), y.shape())")
  public static Tensor maxPool1d(Tensor x, int kernel, int stride, int padding, int dilation) {
    PoolWindows windows =
        PoolingGradients.ofSequences(
            "maxPool1d", x.shape, kernel, stride, padding, dilation, false);
    int[] positions = windows.maxima(x.data);
    return PoolingGradients.pick(
        x, positions, PoolingGradients.withLast(x.shape, windows.columns().count()));
  }

  /**
   * The largest element of each of {@code height} times {@code width} windows of nearly equal
   * sizes.
   */
  @Primitive(shape = "(*b, h, w) -> (*b, height, width)")
  @Vjp(
      of = "x",
      is =
          "dev.adjoint.tensor.PoolingGradients.place(yBar,"
              + " dev.adjoint.tensor.PoolingGradients.adaptiveMaxPool2dPositions(x, height, width),"
              + " x.shape())")
  @Jvp(
      "dev.adjoint.tensor.PoolingGradients.pick(xDot,"
          + " dev.adjoint.tensor.PoolingGradients.adaptiveMaxPool2dPositions(x, height, width),"
          + " y.shape())")
  public static Tensor adaptiveMaxPool2d(Tensor x, int height, int width) {
    PoolWindows windows = PoolWindows.adaptive("adaptiveMaxPool2d", x.shape, height, width);
    return windows.largest(x);
  }

  /** The largest element of each of {@code length} windows of nearly equal sizes. */
  @Primitive(shape = "(*b, t) -> (*b, length)")
  @Vjp(
      of = "x",
      is =
          "dev.adjoint.tensor.PoolingGradients.place(yBar,"
              + " dev.adjoint.tensor.PoolingGradients.adaptiveMaxPool1dPositions(x, length),"
              + " x.shape())")
  @Jvp(
      "dev.adjoint.tensor.PoolingGradients.pick(xDot,"
          + " dev.adjoint.tensor.PoolingGradients.adaptiveMaxPool1dPositions(x, length),"
          + " y.shape())")
  public static Tensor adaptiveMaxPool1d(Tensor x, int length) {
    int[] positions = PoolingGradients.adaptiveMaxPool1dPositions(x, length);
    return PoolingGradients.pick(x, positions, PoolingGradients.withLast(x.shape, length));
  }

  /** The mean of each square, side by side. */
  @Primitive(shape = SIDE_BY_SIDE_2D)
  @Vjp(
      of = "x",
      is =
          "dev.adjoint.tensor.PoolingGradients.avgPool2dInput(yBar, x.shape(), new int[] {kernel,"
              + " kernel}, new int[] {kernel, kernel}, new int[] {0, 0}, true)")
  @Jvp("avgPool2d(xDot, kernel)")
  public static Tensor avgPool2d(Tensor x, int kernel) {
    return avgPool2d(x, kernel, kernel, 0);
  }

  /** The mean of each square; padding counts as zeros. */
  @Primitive(shape = SQUARE_2D)
  @Vjp(
      of = "x",
      is =
          "dev.adjoint.tensor.PoolingGradients.avgPool2dInput(yBar, x.shape(), new int[] {kernel,"
              + " kernel}, new int[] {stride, stride}, new int[] {padding, padding}, true)")
  @Jvp("avgPool2d(xDot, kernel, stride, padding)")
  public static Tensor avgPool2d(Tensor x, int kernel, int stride, int padding) {
    return avgPool2d(
        x,
        new int[] {kernel, kernel},
        new int[] {stride, stride},
        new int[] {padding, padding},
        true);
  }

  /**
   * The mean of each window.
   *
   * @param countPadding whether padding counts as zeros, or not at all
   */
  @Primitive(shape = MEAN_2D)
  @Vjp(
      of = "x",
      is =
          "dev.adjoint.tensor.PoolingGradients.avgPool2dInput(yBar, x.shape(), kernel, stride,"
              + " padding, countPadding)")
  @Jvp("avgPool2d(xDot, kernel, stride, padding, countPadding)")
  public static Tensor avgPool2d(
      Tensor x, int[] kernel, int[] stride, int[] padding, boolean countPadding) {
    int[] dilation = {1, 1};
    return PoolWindows.of("avgPool2d", x.shape, kernel, stride, padding, dilation, countPadding)
        .means(x);
  }

  /** The mean of each window, side by side. */
  @Primitive(shape = SIDE_BY_SIDE_1D)
  @Vjp(
      of = "x",
      is =
          "dev.adjoint.tensor.PoolingGradients.avgPool1dInput(yBar, x.shape(), kernel, kernel, 0,"
              + " true)")
  @Jvp("avgPool1d(xDot, kernel)")
  public static Tensor avgPool1d(Tensor x, int kernel) {
    return avgPool1d(x, kernel, kernel, 0, true);
  }

  /**
   * The mean of each window.
   *
   * @param countPadding whether padding counts as zeros, or not at all
   */
  @Primitive(shape = MEAN_1D)
  @Vjp(
      of = "x",
      is =
          "dev.adjoint.tensor.PoolingGradients.avgPool1dInput(yBar, x.shape(), kernel, stride,"
              + " padding, countPadding)")
  @Jvp("avgPool1d(xDot, kernel, stride, padding, countPadding)")
  public static Tensor avgPool1d(
      Tensor x, int kernel, int stride, int padding, boolean countPadding) {
    PoolWindows windows =
        PoolingGradients.ofSequences(
            "avgPool1d", x.shape, kernel, stride, padding, 1, countPadding);
    return PoolingGradients.dropRow(windows.means(PoolingGradients.addRow(x)));
  }

  /** The mean of each of {@code height} times {@code width} windows of nearly equal sizes. */
  @Primitive(shape = "(*b, h, w) -> (*b, height, width)")
  @Vjp(
      of = "x",
      is =
          "dev.adjoint.tensor.PoolingGradients.adaptiveAvgPool2dInput(yBar, x.shape(), height,"
              + " width)")
  @Jvp("adaptiveAvgPool2d(xDot, height, width)")
  public static Tensor adaptiveAvgPool2d(Tensor x, int height, int width) {
    return PoolWindows.adaptive("adaptiveAvgPool2d", x.shape, height, width).means(x);
  }

  /** The mean of each of {@code length} windows of nearly equal sizes. */
  @Primitive(shape = "(*b, t) -> (*b, length)")
  @Vjp(
      of = "x",
      is = "dev.adjoint.tensor.PoolingGradients.adaptiveAvgPool1dInput(yBar, x.shape(), length)")
  @Jvp("adaptiveAvgPool1d(xDot, length)")
  public static Tensor adaptiveAvgPool1d(Tensor x, int length) {
    PoolWindows.requireRank("adaptiveAvgPool1d", x.shape, 1);
    Tensor images = PoolingGradients.addRow(x);
    return PoolingGradients.dropRow(
        PoolWindows.adaptive("adaptiveAvgPool1d", images.shape, 1, length).means(images));
  }
}
