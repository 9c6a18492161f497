package dev.adjoint.kernel;

/**
 * Loops over images whose channels lie side by side, for convolutions of 3 x 3 taps by Winograd's
 * minimal filtering F(2 x 2, 3 x 3) (Lavin and Gray 2016, "Fast Algorithms for Convolutional Neural
 * Networks", section 4.1): a tile of 4 x 4 pixels gives 2 x 2 results by 16 products in the place
 * of 36.
 *
 * <p>Channels come in whole multiples of {@link #CHANNELS}. A tile's 16 numbers lie in 16 planes,
 * number k from start + k * step on, each with the channels of one tile after the other.
 */
public interface WinogradKernels {
  /** A multiple of all lengths of vectors. */
  int CHANNELS = 16;

  /** The channels with those that fill the last multiple. */
  static int roundUp(int channels) {
    return (channels + CHANNELS - 1) / CHANNELS * CHANNELS;
  }

  /**
   * Puts the channels of pixels side by side, and 0 after the last one: y[base + pixels[i] + c] =
   * x[start + c * plane + i], for i from {@code from} to {@code to}.
   */
  void channelsLast(
      float[] x,
      int start,
      int plane,
      int channels,
      int[] pixels,
      int from,
      int to,
      float[] y,
      int base);

  /** The inverse of {@link #channelsLast}: x[start + c * plane + i] = y[base + pixels[i] + c]. */
  void channelsFirst(
      float[] x,
      int start,
      int plane,
      int channels,
      int[] pixels,
      int from,
      int to,
      float[] y,
      int base);

  /**
   * Transforms images: B^T d B of the 4 x 4 pixels of each tile, which have two in common with the
   * next one.
   *
   * @param rows how many rows of tiles there are
   * @param across how many tiles a row has; of pixels it has two for each, and two more
   */
  void images(int rows, int across, int channels, float[] x, float[] to, int start, int step);

  /**
   * Transforms seeds: A s A^T of the 2 x 2 pixels of each tile.
   *
   * @param across how many tiles a row has; of pixels it has two for each
   */
  void seeds(int rows, int across, int channels, float[] x, float[] to, int start, int step);

  /** Transforms products: A^T m A, the 2 x 2 pixels of each tile of the result. */
  void results(int rows, int across, int channels, float[] from, int start, int step, float[] y);
}
