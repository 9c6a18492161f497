package dev.adjoint.tensor;

import dev.adjoint.Workspace;
import dev.adjoint.kernel.ActiveKernels;
import dev.adjoint.kernel.WinogradKernels;
import dev.adjoint.kernel.Workers;
import java.util.Arrays;
import java.util.Optional;

/**
 * The sizes of a convolution over images of shape {@code [n, c, h, w]}, and the choice of its
 * loops: {@link WinogradKernels} for 3 x 3 taps where there are such, {@link PackedConvolution} and
 * {@link WeightCorrelation}, or {@link GatheredConvolution} where an image has few places.
 */
final class Convolution {
  /** Fewer places than this are not worth to be laid out for vectors. */
  private static final int FEW = 16;

  final int images;
  final int groups;
  final int channels;
  final int outputs;
  final Window rows;
  final Window columns;

  /**
   * Describes a convolution, checking that everything fits.
   *
   * @param x the shape of the images
   * @param weight the shape of the weights
   */
  Convolution(
      String operation,
      int[] x,
      int[] weight,
      int[] stride,
      int[] padding,
      int[] dilation,
      int groups) {
    Window.requireCount(operation, "stride", 2, stride);
    Window.requireCount(operation, "padding", 2, padding);
    Window.requireCount(operation, "dilation", 2, dilation);
    if (x.length != 4 || weight.length != 4) {
      throw new ShapeException(
          "%s: images [n, c, h, w] and weights [o, c / groups, kh, kw] expected: %s and %s"
              .formatted(operation, Arrays.toString(x), Arrays.toString(weight)));
    }
    if (groups < 1 || weight[0] % groups != 0 || x[1] != (long) weight[1] * groups) {
      throw new ShapeException(
          "%s: %d groups of images %s do not fit weights %s"
              .formatted(operation, groups, Arrays.toString(x), Arrays.toString(weight)));
    }
    images = x[0];
    this.groups = groups;
    channels = weight[1];
    outputs = weight[0] / groups;
    rows = new Window(operation, x[2], weight[2], stride[0], padding[0], dilation[0]);
    columns = new Window(operation, x[3], weight[3], stride[1], padding[1], dilation[1]);
  }

  int[] inputShape() {
    return new int[] {images, groups * channels, rows.size(), columns.size()};
  }

  int[] weightShape() {
    return new int[] {groups * outputs, channels, rows.kernel(), columns.kernel()};
  }

  int[] outputShape() {
    return new int[] {images, groups * outputs, rows.count(), columns.count()};
  }

  /** Complains if something is not as large as the result of the convolution. */
  Convolution requireOutput(String operation, Tensor seed) {
    if (!Arrays.equals(seed.shape, outputShape())) {
      throw new ShapeException(
          "%s: the result has shape %s, not %s"
              .formatted(operation, Arrays.toString(outputShape()), seed.describe()));
    }
    return this;
  }

  private boolean hasFewPlaces() {
    return rows.count() * columns.count() < FEW;
  }

  /** The kernels that do this convolution by tiles, if that takes less time. */
  private Optional<WinogradKernels> tiles() {
    boolean fits = groups == 1 && isOfThree(rows) && isOfThree(columns) && !hasFewPlaces();
    return fits
        ? ActiveKernels.get().winograd().filter(kernels -> kernels.pays(sizes()))
        : Optional.empty();
  }

  private static boolean isOfThree(Window window) {
    return window.kernel() == 3
        && window.stride() == 1
        && window.dilation() == 1
        && window.padding() <= 2;
  }

  private WinogradKernels.Sizes sizes() {
    return new WinogradKernels.Sizes(
        images, channels, outputs, rows.size(), columns.size(), rows.padding(), columns.padding());
  }

  Tensor forward(Tensor x, Tensor weight) {
    if (hasFewPlaces()) {
      float[] y = Workspace.zeros(Shapes.size(outputShape()));
      new GatheredConvolution(this).forward(x.data, weight.data, y);
      return Tensor.wrap(y, outputShape());
    }
    float[] y = Workspace.floats(Shapes.size(outputShape()));
    Optional<WinogradKernels> tiles = tiles();
    if (tiles.isPresent()) {
      tiles.get().convolve(sizes(), x.data, weight.data, false, y);
      return Tensor.wrap(y, outputShape());
    }
    new PackedConvolution(this, Workers.shared()).forward(x.data, weight.data, y);
    return Tensor.wrap(y, outputShape());
  }

  Tensor input(Tensor seed, Tensor weight) {
    PackedConvolution packed = new PackedConvolution(this, Workers.shared());
    if (!packed.hasPixels(FEW)) {
      float[] x = Workspace.zeros(Shapes.size(inputShape()));
      new GatheredConvolution(this).input(seed.data, weight.data, x);
      return Tensor.wrap(x, inputShape());
    }
    float[] x = Workspace.floats(Shapes.size(inputShape()));
    Optional<WinogradKernels> tiles = tiles();
    if (tiles.isPresent()) {
      tiles.get().convolve(sizes().turned(), seed.data, weight.data, true, x);
      return Tensor.wrap(x, inputShape());
    }
    packed.input(seed.data, weight.data, x);
    return Tensor.wrap(x, inputShape());
  }

  Tensor weight(Tensor x, Tensor seed) {
    Optional<WinogradKernels> tiles = tiles();
    if (tiles.isPresent()) {
      float[] w = Workspace.floats(Shapes.size(weightShape()));
      tiles.get().weight(sizes(), x.data, seed.data, w);
      return Tensor.wrap(w, weightShape());
    }
    float[] w = Workspace.zeros(Shapes.size(weightShape()));
    if (hasFewPlaces()) {
      new GatheredConvolution(this).weight(x.data, seed.data, w);
    } else {
      new WeightCorrelation(this, Workers.shared()).weight(x.data, seed.data, w);
    }
    return Tensor.wrap(w, weightShape());
  }
}
