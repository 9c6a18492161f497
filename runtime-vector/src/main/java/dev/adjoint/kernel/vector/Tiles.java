package dev.adjoint.kernel.vector;

/**
 * The choice of a tile. Panels of the right operand are wide or narrow, or half as wide where there
 * are many registers; under each the rows go by {@link #height}.
 */
final class Tiles {
  /** The columns of a narrow panel. */
  static final int NARROW = Lanes.COUNT;

  /** The columns of a panel of two vectors. */
  static final int HALF = 2 * NARROW;

  /** The rows of a tile under a narrow panel, and of most under one of two vectors. */
  static final int NARROW_HEIGHT = 8;

  /** Whether there are 32 registers, as every processor with 512-bit vectors has. */
  private static final boolean MANY_REGISTERS = Lanes.COUNT >= 16;

  /** The columns of a wide panel. */
  static final int WIDE = (MANY_REGISTERS ? 4 : 2) * Lanes.COUNT;

  /** Room for any tile. */
  static final int LARGEST = NARROW_HEIGHT * WIDE;

  private Tiles() {}

  /** The columns of the next panel: as wide as possible without an empty vector. */
  static int width(int remaining) {
    if (remaining > WIDE - NARROW) {
      return WIDE;
    }
    return remaining > NARROW ? HALF : NARROW;
  }

  /** The rows of the next tile under a panel. */
  static int height(int width, int remaining) {
    if (width == NARROW) {
      return NARROW_HEIGHT;
    }
    if (width == HALF) {
      return MANY_REGISTERS && remaining > 4 ? NARROW_HEIGHT : 4;
    }
    // 7 or 8 rows are twice 4 rather than 6 and a rest.
    boolean four = remaining <= 4 || remaining == 7 || remaining == 8;
    return MANY_REGISTERS && !four ? 6 : 4;
  }

  /**
   * Multiplies a tile.
   *
   * @param rows the rows that there are; all of the tile's if {@code left} is transposed
   * @param first the first element of the inner dimension
   */
  static void multiply(
      int width,
      int height,
      int depth,
      Operand left,
      int row,
      int rows,
      Operand right,
      int first,
      int column,
      float[] c,
      int cStart,
      int cStride) {
    float[] a = left.array();
    int i = left.index(row, first);
    int aStride = left.stride();
    float[] b = right.array();
    int j = right.index(first, column);
    int bStride = right.stride();
    if (left.transposed()) {
      columns(width, height, depth, a, i, aStride, b, j, bStride, c, cStart, cStride);
    } else {
      rows(width, height, depth, a, i, aStride, rows, b, j, bStride, c, cStart, cStride);
    }
  }

  private static void rows(
      int width,
      int height,
      int depth,
      float[] a,
      int i,
      int aStride,
      int rows,
      float[] b,
      int j,
      int bStride,
      float[] c,
      int cStart,
      int cStride) {
    if (width == NARROW) {
      Tile8x1.rows(depth, a, i, aStride, rows, b, j, bStride, c, cStart, cStride);
    } else if (width == HALF && height == NARROW_HEIGHT) {
      Tile8x2.rows(depth, a, i, aStride, rows, b, j, bStride, c, cStart, cStride);
    } else if (width == HALF) {
      Tile4x2.rows(depth, a, i, aStride, rows, b, j, bStride, c, cStart, cStride);
    } else if (height == 4) {
      Tile4x4.rows(depth, a, i, aStride, rows, b, j, bStride, c, cStart, cStride);
    } else {
      Tile6x4.rows(depth, a, i, aStride, rows, b, j, bStride, c, cStart, cStride);
    }
  }

  private static void columns(
      int width,
      int height,
      int depth,
      float[] a,
      int i,
      int aStride,
      float[] b,
      int j,
      int bStride,
      float[] c,
      int cStart,
      int cStride) {
    if (width == NARROW) {
      Tile8x1.columns(depth, a, i, aStride, b, j, bStride, c, cStart, cStride);
    } else if (width == HALF && height == NARROW_HEIGHT) {
      Tile8x2.columns(depth, a, i, aStride, b, j, bStride, c, cStart, cStride);
    } else if (width == HALF) {
      Tile4x2.columns(depth, a, i, aStride, b, j, bStride, c, cStart, cStride);
    } else if (height == 4) {
      Tile4x4.columns(depth, a, i, aStride, b, j, bStride, c, cStart, cStride);
    } else {
      Tile6x4.columns(depth, a, i, aStride, b, j, bStride, c, cStart, cStride);
    }
  }
}
