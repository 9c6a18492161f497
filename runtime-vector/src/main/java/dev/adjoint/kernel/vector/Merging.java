package dev.adjoint.kernel.vector;

import jdk.incubator.vector.FloatVector;

/** Puts a tile of the result where it belongs, set or added. */
final class Merging extends VectorLoops {
  private Merging() {}

  /**
   * Merges the valid part of a tile.
   *
   * @param c the result as the tile sees it
   * @param row the tile's first row
   * @param column the tile's first column
   * @param rows the valid rows
   * @param columns the valid columns
   * @param width the columns of the tile
   */
  static void merge(
      float[] tile, int width, Operand c, int row, int column, int rows, int columns, boolean add) {
    if (c.transposed()) {
      int target = c.index(row, column);
      if (add) {
        addColumns(tile, width, rows, columns, c.array(), target, c.stride());
      } else {
        setColumns(tile, width, rows, columns, c.array(), target, c.stride());
      }
    } else if (add && columns == 4 * Lanes.COUNT) {
      addWideRows(tile, rows, c.array(), c.index(row, column), c.stride());
    } else if (add && columns == width) {
      addRows(tile, width, rows, c.array(), c.index(row, column), c.stride());
    } else {
      for (int i = 0; i < rows; i++) {
        row(tile, i * width, columns, c.array(), c.index(row + i, column), add);
      }
    }
  }

  /** Adds rows of four vectors: a loop over so few would take longer than what is in it. */
  private static void addWideRows(float[] tile, int rows, float[] c, int target, int stride) {
    int from = 0;
    int to = target;
    for (int i = 0; i < rows; i++) {
      FloatVector sum0 = Lanes.load(c, to).add(Lanes.load(tile, from));
      FloatVector sum1 = Lanes.load(c, to + Lanes.COUNT).add(Lanes.load(tile, from + Lanes.COUNT));
      FloatVector sum2 =
          Lanes.load(c, to + 2 * Lanes.COUNT).add(Lanes.load(tile, from + 2 * Lanes.COUNT));
      FloatVector sum3 =
          Lanes.load(c, to + 3 * Lanes.COUNT).add(Lanes.load(tile, from + 3 * Lanes.COUNT));
      sum0.intoArray(c, to);
      sum1.intoArray(c, to + Lanes.COUNT);
      sum2.intoArray(c, to + 2 * Lanes.COUNT);
      sum3.intoArray(c, to + 3 * Lanes.COUNT);
      from += 4 * Lanes.COUNT;
      to += stride;
    }
  }

  /** Adds rows of whole vectors. */
  private static void addRows(
      float[] tile, int width, int rows, float[] c, int target, int stride) {
    for (int i = 0; i < rows; i++) {
      int from = i * width;
      int to = target + i * stride;
      for (int j = 0; j < width; j += Lanes.COUNT) {
        Lanes.load(c, to + j).add(Lanes.load(tile, from + j)).intoArray(c, to + j);
      }
    }
  }

  /** Merges one row of a tile. */
  static void row(float[] tile, int start, int columns, float[] c, int target, boolean add) {
    if (add) {
      addRow(tile, start, columns, c, target);
    } else {
      System.arraycopy(tile, start, c, target, columns);
    }
  }

  private static void setColumns(
      float[] tile, int width, int rows, int columns, float[] c, int target, int stride) {
    for (int j = 0; j < columns; j++) {
      int to = target + j * stride;
      for (int i = 0; i < rows; i++) {
        c[to + i] = tile[i * width + j];
      }
    }
  }

  private static void addColumns(
      float[] tile, int width, int rows, int columns, float[] c, int target, int stride) {
    for (int j = 0; j < columns; j++) {
      int to = target + j * stride;
      for (int i = 0; i < rows; i++) {
        c[to + i] += tile[i * width + j];
      }
    }
  }

  private static void addRow(float[] tile, int start, int columns, float[] c, int target) {
    int whole = Lanes.wholeVectors(0, columns);
    for (int j = 0; j < whole; j += Lanes.COUNT) {
      FloatVector sum = Lanes.load(c, target + j).add(Lanes.load(tile, start + j));
      sum.intoArray(c, target + j);
    }
    for (int j = whole; j < columns; j++) {
      c[target + j] += tile[start + j];
    }
  }
}
