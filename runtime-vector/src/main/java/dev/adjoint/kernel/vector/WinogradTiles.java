package dev.adjoint.kernel.vector;

import dev.adjoint.kernel.WinogradKernels.Sizes;
import java.util.Arrays;

/**
 * Images cut into tiles, as {@link VectorWinograd} takes them. Rows of tiles are numbered through
 * all images.
 */
final class WinogradTiles {
  /** The numbers of a tile, and of the weights between two channels. */
  static final int NUMBERS = 16;

  /** Elements of transformed tiles that stay in the second-level cache. */
  private static final int CACHED = 1 << 17;

  /** What keeps the planes of a tile's numbers from lying a multiple of 4 KiB apart. */
  private static final int APART = 16;

  final int tilesAcross;
  private final int rowsOfTiles;
  private final int images;
  private final int height;
  private final int width;
  private final int top;
  private final int left;
  private final int count;
  private final int across;

  WinogradTiles(Sizes sizes) {
    images = sizes.images();
    height = sizes.height();
    width = sizes.width();
    top = sizes.top();
    left = sizes.left();
    count = sizes.count();
    across = sizes.across();
    rowsOfTiles = (count + 1) / 2;
    tilesAcross = (across + 1) / 2;
  }

  /** The rows of tiles of all images. */
  int rows() {
    return images * rowsOfTiles;
  }

  /**
   * How many rows of tiles to take at a time.
   *
   * @param tiles so many at least, even if they do not stay in cache
   */
  int rowsTogether(int channels, int outputs, int tiles) {
    int each = NUMBERS * tilesAcross * (channels + outputs);
    int least = Math.max(1, tiles / tilesAcross);
    return Math.min(rows(), Math.max(least, CACHED / each));
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
    return pixels(height, width, pitch(), channels);
  }

  /** Where each pixel of a result is. */
  int[] resultPixels(int channels) {
    return pixels(count, across, 2 * tilesAcross, channels);
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
    int all = ChannelOrder.roundUp(channels);
    each(
        from,
        to,
        all,
        (image, first, rows, start) -> {
          int wanted = 2 * rows + 2;
          float[] padded = Scratch.get().pixels(wanted * pitch() * all);
          int firstRow = 2 * first - top;
          int begin = Math.max(0, firstRow);
          int end = Math.max(begin, Math.min(height, firstRow + wanted));
          clear(padded, begin - firstRow, end - firstRow, wanted, all);
          ChannelOrder.get()
              .last(
                  x,
                  image * channels * height * width,
                  height * width,
                  channels,
                  pixels,
                  begin * width,
                  end * width,
                  padded,
                  (left - firstRow * pitch()) * all);
          WinogradTransforms.images(rows, tilesAcross, all, padded, transformed, start, step);
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
    int all = ChannelOrder.roundUp(channels);
    int row = 2 * tilesAcross * all;
    each(
        from,
        to,
        all,
        (image, first, rows, start) -> {
          float[] some = Scratch.get().pixels(2 * rows * row);
          int end = Math.min(count, 2 * (first + rows));
          for (int r = 0; r < end - 2 * first && across < 2 * tilesAcross; r++) {
            Arrays.fill(some, (r + 1) * row - all, (r + 1) * row, 0f);
          }
          Arrays.fill(some, (end - 2 * first) * row, 2 * rows * row, 0f);
          ChannelOrder.get()
              .last(
                  seed,
                  image * channels * count * across,
                  count * across,
                  channels,
                  pixels,
                  2 * first * across,
                  end * across,
                  some,
                  -2 * first * row);
          WinogradTransforms.seeds(rows, tilesAcross, all, some, transformed, start, step);
        });
  }

  /** Makes the result from the products for some rows of tiles. */
  void results(
      float[] products, int step, int channels, int[] pixels, int from, int to, float[] y) {
    int all = ChannelOrder.roundUp(channels);
    int row = 2 * tilesAcross * all;
    each(
        from,
        to,
        all,
        (image, first, rows, start) -> {
          float[] some = Scratch.get().pixels(2 * rows * row);
          WinogradTransforms.results(rows, tilesAcross, all, products, start, step, some);
          ChannelOrder.get()
              .first(
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
}
