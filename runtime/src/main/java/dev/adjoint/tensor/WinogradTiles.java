package dev.adjoint.tensor;

import dev.adjoint.Workspace;
import dev.adjoint.kernel.ActiveKernels;
import dev.adjoint.kernel.WinogradKernels;
import dev.adjoint.kernel.Workers;
import java.util.Arrays;

/**
 * Images cut into tiles, as a convolution of 3 x 3 taps by {@linkplain WinogradKernels Winograd's
 * filtering} takes them. Rows of tiles are numbered through all images.
 */
final class WinogradTiles {
  /** The numbers of a tile, and of the weights between two channels. */
  static final int NUMBERS = 16;

  /** Elements of transformed tiles that stay in the second-level cache. */
  private static final int CACHED = 1 << 17;

  /** What keeps the planes of a tile's numbers from lying a multiple of 4 KiB apart. */
  private static final int APART = 16;

  /** Fewer channels than this leave too much of a vector empty. */
  private static final int FEW_CHANNELS = 12;

  /** So many tiles make up for the transformation of the weights. */
  private static final int FEW_TILES = 64;

  final int images;
  final int rowsOfTiles;
  final int tilesAcross;
  private final int height;
  private final int width;
  private final int top;
  private final int left;
  private final int count;
  private final int across;

  /**
   * Cuts images.
   *
   * @param height the rows of an image
   * @param width the columns of an image
   * @param top how many rows of 0 stand above it, and how many below
   * @param left how many columns of 0 stand before it, and how many behind
   */
  WinogradTiles(int images, int height, int width, int top, int left) {
    this.images = images;
    this.height = height;
    this.width = width;
    this.top = top;
    this.left = left;
    count = height + 2 * top - 2;
    across = width + 2 * left - 2;
    rowsOfTiles = (count + 1) / 2;
    tilesAcross = (across + 1) / 2;
  }

  /** The images of a convolution. */
  static WinogradTiles ofImages(Convolution shape) {
    Window rows = shape.rows;
    Window columns = shape.columns;
    return new WinogradTiles(
        shape.images, rows.size(), columns.size(), rows.padding(), columns.padding());
  }

  /** The seeds of a convolution, of which another one makes the gradient by the images. */
  static WinogradTiles ofSeeds(Convolution shape) {
    Window rows = shape.rows;
    Window columns = shape.columns;
    return new WinogradTiles(
        shape.images, rows.count(), columns.count(), 2 - rows.padding(), 2 - columns.padding());
  }

  /** Whether these kernels do a convolution, and both its gradients, faster by tiles. */
  static boolean pay(Convolution shape) {
    if (!fit(shape.rows) || !fit(shape.columns) || shape.groups > 1) {
      return false;
    }
    if (ActiveKernels.get().images().winograd().isEmpty()
        || Math.min(shape.channels, shape.outputs) < FEW_CHANNELS) {
      return false;
    }
    WinogradTiles tiles = ofImages(shape);
    long all = (long) shape.images * tiles.rowsOfTiles * tiles.tilesAcross;
    long places = (long) shape.images * shape.rows.count() * shape.columns.count();
    long channels = WinogradKernels.roundUp(shape.channels);
    long outputs = WinogradKernels.roundUp(shape.outputs);
    boolean isLess =
        4 * NUMBERS * all * channels * outputs < 3 * 9 * places * shape.channels * shape.outputs;
    return isLess && all >= FEW_TILES && all >= Math.max(channels, outputs) / 2;
  }

  private static boolean fit(Window window) {
    return window.kernel() == 3
        && window.stride() == 1
        && window.dilation() == 1
        && window.padding() <= 2;
  }

  static WinogradKernels kernels() {
    return ActiveKernels.get().images().winograd().orElseThrow();
  }

  int rows() {
    return images * rowsOfTiles;
  }

  /** How many rows of tiles to take at a time. */
  int rowsTogether(int channels, int outputs) {
    int each = NUMBERS * tilesAcross * (channels + outputs);
    return Math.max(1, Math.min(rows(), CACHED / each));
  }

  /** How far the planes of the numbers of some rows of tiles lie apart. */
  int step(int rows, int channels) {
    return rows * tilesAcross * channels + APART;
  }

  private int pitch() {
    return 2 * tilesAcross + 2;
  }

  /** Where each pixel of an image is among rows of so many pixels with so many channels. */
  private static int[] pixels(int rows, int columns, int pitch, int channels) {
    int[] pixels = new int[rows * columns];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (i / columns * pitch + i % columns) * channels;
    }
    return pixels;
  }

  /** Where each pixel of an image is among those with which tiles overlap. */
  int[] imagePixels(int channels) {
    return pixels(height, width, pitch(), WinogradKernels.roundUp(channels));
  }

  /** Where each pixel of a result is. */
  int[] resultPixels(int channels) {
    return pixels(count, across, 2 * tilesAcross, WinogradKernels.roundUp(channels));
  }

  private interface Rows {
    void run(int image, int first, int rows, int start);
  }

  /** Rows of tiles, those of one image at a time, and where their first tile is. */
  private void each(int from, int to, int channels, Rows body) {
    int row = from;
    while (row < to) {
      int first = row % rowsOfTiles;
      int rows = Math.min(to - row, rowsOfTiles - first);
      body.run(row / rowsOfTiles, first, rows, (row - from) * tilesAcross * channels);
      row += rows;
    }
  }

  /** Transforms what some rows of tiles overlap with. */
  void images(
      float[] x, int channels, int[] pixels, int from, int to, float[] transformed, int step) {
    WinogradKernels kernels = kernels();
    int all = WinogradKernels.roundUp(channels);
    each(
        from,
        to,
        all,
        (image, first, rows, start) -> {
          int wanted = 2 * rows + 2;
          float[] padded = ConvolutionScratch.get().packed(wanted * pitch() * all);
          int firstRow = 2 * first - top;
          int begin = Math.max(0, firstRow);
          int end = Math.max(begin, Math.min(height, firstRow + wanted));
          clear(padded, begin - firstRow, end - firstRow, wanted, all);
          kernels.channelsLast(
              x,
              image * channels * height * width,
              height * width,
              channels,
              pixels,
              begin * width,
              end * width,
              padded,
              (left - firstRow * pitch()) * all);
          kernels.images(rows, tilesAcross, all, padded, transformed, start, step);
        });
  }

  /** Zeros around rows of an image. */
  private void clear(float[] padded, int begin, int end, int rows, int channels) {
    int row = pitch() * channels;
    Arrays.fill(padded, 0, begin * row, 0f);
    for (int r = begin; r < end; r++) {
      Arrays.fill(padded, r * row, r * row + left * channels, 0f);
      Arrays.fill(padded, r * row + (left + width) * channels, (r + 1) * row, 0f);
    }
    Arrays.fill(padded, end * row, rows * row, 0f);
  }

  /** Transforms what some rows of tiles were given of the adjoint of the result. */
  void seeds(
      float[] seed, int channels, int[] pixels, int from, int to, float[] transformed, int step) {
    WinogradKernels kernels = kernels();
    int all = WinogradKernels.roundUp(channels);
    int row = 2 * tilesAcross * all;
    each(
        from,
        to,
        all,
        (image, first, rows, start) -> {
          float[] some = ConvolutionScratch.get().packed(2 * rows * row);
          int end = Math.min(count, 2 * (first + rows));
          for (int r = 0; r < end - 2 * first && across < 2 * tilesAcross; r++) {
            Arrays.fill(some, (r + 1) * row - all, (r + 1) * row, 0f);
          }
          Arrays.fill(some, (end - 2 * first) * row, 2 * rows * row, 0f);
          kernels.channelsLast(
              seed,
              image * channels * count * across,
              count * across,
              channels,
              pixels,
              2 * first * across,
              end * across,
              some,
              -2 * first * row);
          kernels.seeds(rows, tilesAcross, all, some, transformed, start, step);
        });
  }

  /** Makes the result from the products for some rows of tiles. */
  void results(
      float[] products, int step, int channels, int[] pixels, int from, int to, float[] y) {
    WinogradKernels kernels = kernels();
    int all = WinogradKernels.roundUp(channels);
    int row = 2 * tilesAcross * all;
    each(
        from,
        to,
        all,
        (image, first, rows, start) -> {
          float[] some = ConvolutionScratch.get().packed(2 * rows * row);
          kernels.results(rows, tilesAcross, all, products, start, step, some);
          kernels.channelsFirst(
              y,
              image * channels * count * across,
              count * across,
              channels,
              pixels,
              2 * first * across,
              Math.min(count, 2 * (first + rows)) * across,
              some,
              -2 * first * row);
        });
  }

  /**
   * The transformed weights G g G^T: number k between the channels c and o is at {@code (k *
   * channels + c) * outputs + o}, with both counts rounded up.
   *
   * @param isTurned whether to exchange channels and outputs, and to turn each kernel around
   */
  static float[] weights(Convolution shape, float[] weight, boolean isTurned, Workers workers) {
    int from = isTurned ? shape.outputs : shape.channels;
    int to = isTurned ? shape.channels : shape.outputs;
    int channels = WinogradKernels.roundUp(from);
    int outputs = WinogradKernels.roundUp(to);
    int size = NUMBERS * channels * outputs;
    boolean isFull = channels == from && outputs == to;
    float[] u = isFull ? Workspace.floats(size) : Workspace.zeros(size);
    int fromStep = isTurned ? shape.channels * 9 : 9;
    int toStep = isTurned ? 9 : shape.channels * 9;
    workers.run(
        from,
        c -> {
          float[][] taps = new float[9][to];
          for (int o = 0; o < to; o++) {
            int at = c * fromStep + o * toStep;
            for (int t = 0; t < 9; t++) {
              taps[t][o] = weight[at + (isTurned ? 8 - t : t)];
            }
          }
          transform(taps, u, c * outputs, channels * outputs);
        });
    return u;
  }

  /** G g G^T for the kernels between a channel and all outputs. */
  private static void transform(float[][] taps, float[] u, int at, int step) {
    int count = taps[0].length;
    float[][][] rows = new float[3][][];
    for (int j = 0; j < 3; j++) {
      rows[j] = transform(taps[j], taps[3 + j], taps[6 + j], count);
    }
    for (int i = 0; i < 4; i++) {
      float[][] numbers = transform(rows[0][i], rows[1][i], rows[2][i], count);
      for (int j = 0; j < 4; j++) {
        System.arraycopy(numbers[j], 0, u, at + (4 * i + j) * step, count);
      }
    }
  }

  /** G times columns of three numbers. */
  private static float[][] transform(float[] first, float[] second, float[] third, int count) {
    float[] even = new float[count];
    float[] odd = new float[count];
    for (int o = 0; o < count; o++) {
      even[o] = 0.5f * (first[o] + third[o]) + 0.5f * second[o];
      odd[o] = 0.5f * (first[o] + third[o]) - 0.5f * second[o];
    }
    return new float[][] {first, even, odd, third};
  }
}
