package dev.adjoint.tensor;

import dev.adjoint.Workspace;
import dev.adjoint.annotations.Jvp;
import dev.adjoint.annotations.NonDifferentiable;
import dev.adjoint.annotations.Primitive;
import dev.adjoint.annotations.Vjp;
import java.util.Arrays;

/** The derivatives of {@link Pooling}: where maxima are, and how means are spread. */
public final class PoolingGradients {
  private PoolingGradients() {}

  /**
   * Elements by their position in row-major order.
   *
   * @param shape the shape of the result, which has as many elements as there are positions
   * @throws IndexOutOfBoundsException if there is no such position
   */
  @Primitive(shape = "x, positions: (k) -> dims(shape)")
  @Vjp(of = "x", is = "place(yBar, positions, x.shape())")
  @Jvp("pick(xDot, positions, shape)")
  public static Tensor pick(Tensor x, int[] positions, int[] shape) {
    float[] y = Workspace.zeros(positions.length);
    for (int i = 0; i < y.length; i++) {
      y[i] = x.data[positions[i]];
    }
    return Tensor.wrap(y, shape);
  }

  /**
   * The transpose of {@link #pick}: zeros, to which each element was added at its position.
   *
   * @throws ShapeException if there are more or fewer positions than elements
   * @throws IndexOutOfBoundsException if there is no such position
   */
  @Primitive(shape = "x, positions: (k) -> dims(shape)")
  @Vjp(of = "x", is = "pick(yBar, positions, x.shape())")
  @Jvp("place(xDot, positions, shape)")
  public static Tensor place(Tensor x, int[] positions, int[] shape) {
    if (positions.length != x.data.length) {
      throw new ShapeException(
          "place: %d positions for %s".formatted(positions.length, x.describe()));
    }
    float[] y = Workspace.zeros(Shapes.size(shape));
    for (int i = 0; i < positions.length; i++) {
      y[positions[i]] += x.data[i];
    }
    return Tensor.wrap(y, shape);
  }

  /**
   * The gradient of the largest element of windows: the adjoint of each goes to the first element
   * that has its value.
   *
   * @param x what was pooled
   * @param largest the largest elements
   * @param seed their adjoint
   * @throws ShapeException if the shapes do not fit
   */
  @Primitive(shape = "x, largest, seed, kernel: (2), stride: (2), padding: (2), dilation: (2) -> x")
  @Vjp(
      of = "seed",
      is = "pick(yBar, maxPool2dPositions(x, kernel, stride, padding, dilation), seed.shape())")
  @Jvp("place(seedDot, maxPool2dPositions(x, kernel, stride, padding, dilation), x.shape())")
  public static Tensor maxPool2dInput(
      @NonDifferentiable Tensor x,
      @NonDifferentiable Tensor largest,
      Tensor seed,
      int[] kernel,
      int[] stride,
      int[] padding,
      int[] dilation) {
    PoolWindows windows =
        PoolWindows.of("maxPool2d", x.shape, kernel, stride, padding, dilation, false);
    Shapes.requireEqual("maxPool2d", largest.shape, windows.resultShape());
    Shapes.requireEqual("maxPool2d", seed.shape, largest.shape);
    Window[] axes = new Window[2];
    for (int i = 0; i < 2; i++) {
      int size = x.shape[x.shape.length - 2 + i];
      axes[i] = new Window("maxPool2d", size, kernel[i], stride[i], padding[i], dilation[i]);
    }
    MaximumRoutes routes = new MaximumRoutes(axes[0], axes[1], windows.planes());
    return Tensor.wrap(routes.gradient(x.data, largest.data, seed.data), x.shape);
  }

  /** Where the largest elements of windows are, in row-major order. */
  @NonDifferentiable
  public static int[] maxPool2dPositions(
      Tensor x, int[] kernel, int[] stride, int[] padding, int[] dilation) {
    return PoolWindows.of("maxPool2d", x.shape, kernel, stride, padding, dilation, false)
        .maxima(x.data);
  }

  /** Where the largest elements of windows are, in row-major order. */
  @NonDifferentiable
  public static int[] maxPool1dPositions(
      Tensor x, int kernel, int stride, int padding, int dilation) {
    return ofSequences("maxPool1d", x.shape, kernel, stride, padding, dilation, false)
        .maxima(x.data);
  }

  /** Where the largest elements of windows are, in row-major order. */
  @NonDifferentiable
  public static int[] adaptiveMaxPool2dPositions(Tensor x, int height, int width) {
    return PoolWindows.adaptive("adaptiveMaxPool2d", x.shape, height, width).maxima(x.data);
  }

  /** Where the largest elements of windows are, in row-major order. */
  @NonDifferentiable
  public static int[] adaptiveMaxPool1dPositions(Tensor x, int length) {
    PoolWindows.requireRank("adaptiveMaxPool1d", x.shape, 1);
    return PoolWindows.adaptive("adaptiveMaxPool1d", addRow(x).shape, 1, length).maxima(x.data);
  }

  /**
   * The gradient of a mean over windows.
   *
   * @param seed the adjoint of the means
   * @param shape the shape of what was averaged
   * @throws ShapeException if the shapes do not fit
   */
  @Primitive(shape = "(*b, p, q) -> dims(shape)")
  @Vjp(
      of = "seed",
      is = "dev.adjoint.tensor.Pooling.avgPool2d(yBar, kernel, stride, padding, countPadding)")
  @Jvp("avgPool2dInput(seedDot, shape, kernel, stride, padding, countPadding)")
  public static Tensor avgPool2dInput(
      Tensor seed, int[] shape, int[] kernel, int[] stride, int[] padding, boolean countPadding) {
    int[] dilation = {1, 1};
    return PoolWindows.of("avgPool2d", shape, kernel, stride, padding, dilation, countPadding)
        .spread("avgPool2d", seed);
  }

  /**
   * The gradient of a mean over windows of the last axis.
   *
   * @param seed the adjoint of the means
   * @param shape the shape of what was averaged
   * @throws ShapeException if the shapes do not fit
   */
  @Primitive(shape = "(*b, p) -> dims(shape)")
  @Vjp(
      of = "seed",
      is = "dev.adjoint.tensor.Pooling.avgPool1d(yBar, kernel, stride, padding, countPadding)")
  @Jvp("avgPool1dInput(seedDot, shape, kernel, stride, padding, countPadding)")
  public static Tensor avgPool1dInput(
      Tensor seed, int[] shape, int kernel, int stride, int padding, boolean countPadding) {
    PoolWindows.requireRank("avgPool1d", seed.shape, 1);
    return dropRow(
        ofSequences("avgPool1d", shape, kernel, stride, padding, 1, countPadding)
            .spread("avgPool1d", addRow(seed)));
  }

  /**
   * The gradient of {@link Pooling#adaptiveAvgPool2d}.
   *
   * @param seed the adjoint of the means
   * @param shape the shape of what was averaged
   * @throws ShapeException if the shapes do not fit
   */
  @Primitive(shape = "(*b, height, width) -> dims(shape)")
  @Vjp(of = "seed", is = "dev.adjoint.tensor.Pooling.adaptiveAvgPool2d(yBar, height, width)")
  @Jvp("adaptiveAvgPool2dInput(seedDot, shape, height, width)")
  public static Tensor adaptiveAvgPool2dInput(Tensor seed, int[] shape, int height, int width) {
    return PoolWindows.adaptive("adaptiveAvgPool2d", shape, height, width)
        .spread("adaptiveAvgPool2d", seed);
  }

  /**
   * The gradient of {@link Pooling#adaptiveAvgPool1d}.
   *
   * @param seed the adjoint of the means
   * @param shape the shape of what was averaged
   * @throws ShapeException if the shapes do not fit
   */
  @Primitive(shape = "(*b, length) -> dims(shape)")
  @Vjp(of = "seed", is = "dev.adjoint.tensor.Pooling.adaptiveAvgPool1d(yBar, length)")
  @Jvp("adaptiveAvgPool1dInput(seedDot, shape, length)")
  public static Tensor adaptiveAvgPool1dInput(Tensor seed, int[] shape, int length) {
    PoolWindows.requireRank("adaptiveAvgPool1d", seed.shape, 1);
    return dropRow(
        PoolWindows.adaptive("adaptiveAvgPool1d", rowShape(shape), 1, length)
            .spread("adaptiveAvgPool1d", addRow(seed)));
  }

  static PoolWindows ofSequences(
      String operation,
      int[] shape,
      int kernel,
      int stride,
      int padding,
      int dilation,
      boolean countPadding) {
    PoolWindows.requireRank(operation, shape, 1);
    Window window =
        new Window(operation, shape[shape.length - 1], kernel, stride, padding, dilation);
    return new PoolWindows(rowShape(shape), PoolAxis.SINGLE, PoolAxis.of(window, countPadding));
  }

  static int[] withLast(int[] shape, int last) {
    int[] result = shape.clone();
    result[result.length - 1] = last;
    return result;
  }

  private static int[] rowShape(int[] shape) {
    int[] result = Arrays.copyOf(shape, shape.length + 1);
    result[shape.length] = shape[shape.length - 1];
    result[shape.length - 1] = 1;
    return result;
  }

  /** Sequences as images of one row. */
  static Tensor addRow(Tensor x) {
    return Tensor.wrap(x.data, rowShape(x.shape));
  }

  static Tensor dropRow(Tensor x) {
    int rank = x.shape.length - 1;
    return Tensor.wrap(x.data, withLast(Arrays.copyOf(x.shape, rank), x.shape[rank]));
  }
}
