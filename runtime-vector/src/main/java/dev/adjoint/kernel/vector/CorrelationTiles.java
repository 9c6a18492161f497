package dev.adjoint.kernel.vector;

import java.util.Arrays;

/**
 * The choice of tiles for a correlation: how many rows of seeds with how many taps at once. Where
 * rows or taps do not come in whole tiles, the last of them stands in for what is missing.
 */
final class CorrelationTiles {
  /** Whether there are 32 registers, as every processor with 512-bit vectors has. */
  private static final boolean MANY_REGISTERS = Lanes.COUNT >= 16;

  /** The rows of seeds in a tile. */
  static final int ROWS = 4;

  /** The taps in a tile. */
  static final int TAPS = MANY_REGISTERS ? 6 : 2;

  private CorrelationTiles() {}

  /** How much room the seeds of some rows take. */
  static int seedsSize(int rows, int vectors) {
    return (rows + ROWS - 1) / ROWS * ROWS * vectors * Lanes.COUNT;
  }

  /**
   * Puts the seeds of an image in the order in which the tiles read them. Where a row does not come
   * in whole vectors, the last one ends with the row, and its first lanes, which the one before has
   * too, are 0.
   *
   * @param count how many seeds a row has
   * @param packed where the seeds of all images are
   * @param vectors how many vectors a row has in all images
   * @param first the first vector of this image
   */
  static void packSeeds(
      int rows,
      float[] seed,
      int start,
      int stride,
      int count,
      float[] packed,
      int vectors,
      int first) {
    for (int row = 0; row < seedsSize(rows, 1) / Lanes.COUNT; row++) {
      int source = start + Math.min(row, rows - 1) * stride;
      int tile = row / ROWS * ROWS * vectors;
      int at = (tile + first * ROWS + row % ROWS) * Lanes.COUNT;
      for (int i = 0; i < count; i += Lanes.COUNT) {
        int some = Math.min(Lanes.COUNT, count - i);
        int missing = Lanes.COUNT - some;
        if (missing > 0) {
          Arrays.fill(packed, at, at + missing, 0f);
        }
        System.arraycopy(seed, source + i, packed, at + missing, some);
        at += ROWS * Lanes.COUNT;
      }
    }
  }

  /**
   * Sums for one tile; see {@link CorrelationTile4x6#run}.
   *
   * @param seedStart where the tile's seeds are
   * @param shifts where each tap reads
   * @param tap the tile's first tap
   */
  static void run(
      int vectors,
      float[] seeds,
      int seedStart,
      float[] x,
      int[] places,
      int[] shifts,
      int tap,
      float[] lanes) {
    int last = shifts.length - 1;
    int x0 = shifts[tap];
    int x1 = shifts[Math.min(tap + 1, last)];
    if (MANY_REGISTERS) {
      int x2 = shifts[Math.min(tap + 2, last)];
      int x3 = shifts[Math.min(tap + 3, last)];
      int x4 = shifts[Math.min(tap + 4, last)];
      int x5 = shifts[Math.min(tap + 5, last)];
      CorrelationTile4x6.run(vectors, seeds, seedStart, x, places, x0, x1, x2, x3, x4, x5, lanes);
    } else {
      CorrelationTile4x2.run(vectors, seeds, seedStart, x, places, x0, x1, lanes);
    }
  }
}
