package dev.adjoint.kernel.vector;

/**
 * The choice of tiles for a convolution: how many output channels and how many vectors of places at
 * once. Vector j reads x[shifts[p] + xj + lane] for the tap p and is written to y[yj + lane], for
 * each further channel yStride later. Where channels or places do not come in whole tiles, the last
 * tile does some of them once more, with the same bits.
 */
final class ConvolutionTiles {
  /** Whether there are 32 registers, as every processor with 512-bit vectors has. */
  private static final boolean MANY_REGISTERS = Lanes.COUNT >= 16;

  /** The vectors of a tile. */
  static final int VECTORS = MANY_REGISTERS ? 4 : 2;

  private ConvolutionTiles() {}

  /** How much room the weights of all tiles take. */
  static int weightsSize(int rows, int depth) {
    int size = 0;
    int row = 0;
    while (row < rows) {
      int height = height(rows, rows - row);
      size += height * depth;
      row = Math.min(row, rows - height) + height;
    }
    return size;
  }

  /** Puts the weights in the order in which the tiles read them. */
  static void packWeights(int rows, int depth, float[] a, int aOffset, float[] packed, int start) {
    int at = start;
    int row = 0;
    while (row < rows) {
      int height = height(rows, rows - row);
      int first = Math.min(row, rows - height);
      for (int p = 0; p < depth; p++) {
        for (int i = 0; i < height; i++) {
          packed[at++] = a[aOffset + (first + i) * depth + p];
        }
      }
      row = first + height;
    }
  }

  /**
   * All output channels at the vectors of one tile.
   *
   * @param at the vectors' first places in x, and their first places in y
   */
  static void channels(
      int rows,
      int depth,
      float[] a,
      int aOffset,
      int[] shifts,
      float[] x,
      int[] at,
      float[] y,
      int yStride) {
    int weights = aOffset;
    int row = 0;
    while (row < rows) {
      int height = height(rows, rows - row);
      int first = Math.min(row, rows - height);
      if (MANY_REGISTERS) {
        wide(height, depth, a, weights, shifts, x, at, y, first * yStride, yStride);
      } else {
        narrow(height, depth, a, weights, shifts, x, at, y, first * yStride, yStride);
      }
      weights += height * depth;
      row = first + height;
    }
  }

  private static int height(int rows, int remaining) {
    if (rows < 4) {
      return 1;
    }
    // 7 or 8 rows are twice 4 rather than 6 and a rest.
    boolean four = rows < 6 || remaining <= 4 || remaining == 7 || remaining == 8;
    return MANY_REGISTERS && !four ? 6 : 4;
  }

  private static void wide(
      int height,
      int depth,
      float[] a,
      int aStart,
      int[] shifts,
      float[] x,
      int[] at,
      float[] y,
      int yRow,
      int yStride) {
    int x0 = at[0];
    int x1 = at[1];
    int x2 = at[2];
    int x3 = at[3];
    int y0 = at[4] + yRow;
    int y1 = at[5] + yRow;
    int y2 = at[6] + yRow;
    int y3 = at[7] + yRow;
    if (height == 6) {
      ConvolutionTile6x4.run(
          depth, a, aStart, shifts, x, x0, x1, x2, x3, y, y0, y1, y2, y3, yStride);
    } else if (height == 4) {
      ConvolutionTile4x4.run(
          depth, a, aStart, shifts, x, x0, x1, x2, x3, y, y0, y1, y2, y3, yStride);
    } else {
      ConvolutionTile1x4.run(depth, a, aStart, shifts, x, x0, x1, x2, x3, y, y0, y1, y2, y3);
    }
  }

  private static void narrow(
      int height,
      int depth,
      float[] a,
      int aStart,
      int[] shifts,
      float[] x,
      int[] at,
      float[] y,
      int yRow,
      int yStride) {
    int x0 = at[0];
    int x1 = at[1];
    int y0 = at[2] + yRow;
    int y1 = at[3] + yRow;
    if (height == 4) {
      ConvolutionTile4x2.run(depth, a, aStart, shifts, x, x0, x1, y, y0, y1, yStride);
    } else {
      ConvolutionTile1x2.run(depth, a, aStart, shifts, x, x0, x1, y, y0, y1);
    }
  }
}
