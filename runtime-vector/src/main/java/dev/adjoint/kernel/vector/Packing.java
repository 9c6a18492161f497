package dev.adjoint.kernel.vector;

import java.util.Arrays;

/** Copies of parts of operands in the order in which tiles read them. */
final class Packing {
  /** How many rows of the panel to write before the next column, while they are in cache. */
  private static final int STRIP = 16;

  private Packing() {}

  /**
   * Copies columns of the right operand into a panel, row by row, with 0 in the columns that are
   * missing.
   *
   * @param first the first row
   * @param depth how many rows
   * @param column the first column
   * @param valid how many columns there are
   * @param width the columns of the panel
   */
  static void panel(
      Operand right, int first, int depth, int column, int valid, int width, float[] panel) {
    if (valid < width) {
      Arrays.fill(panel, 0, depth * width, 0f);
    }
    if (right.transposed()) {
      int source = right.index(first, column);
      transpose(right.array(), source, right.stride(), depth, valid, panel, 0, width);
    } else {
      for (int p = 0; p < depth; p++) {
        System.arraycopy(right.array(), right.index(first + p, column), panel, p * width, valid);
      }
    }
  }

  /** Copies columns, each of which lies in one piece, side by side. */
  static void transpose(
      float[] x, int source, int stride, int rows, int columns, float[] y, int target, int width) {
    int high = 0;
    int wide = 0;
    if (Transposition.covers() && Math.min(rows, columns) >= Lanes.COUNT) {
      high = Lanes.wholeVectors(0, rows);
      wide = Lanes.wholeVectors(0, columns);
      Scratch.get().transposition.run(x, source, stride, high, wide, y, target, width);
      int right = source + wide * stride;
      strips(x, right, stride, high, columns - wide, y, target + wide, width);
    }
    strips(x, source + high, stride, rows - high, columns, y, target + high * width, width);
  }

  private static void strips(
      float[] x, int source, int stride, int rows, int columns, float[] y, int target, int width) {
    for (int p = 0; p < rows; p += STRIP) {
      int some = Math.min(STRIP, rows - p);
      strip(x, source + p, stride, some, columns, y, target + p * width, width);
    }
  }

  private static void strip(
      float[] x, int source, int stride, int rows, int columns, float[] y, int target, int width) {
    for (int j = 0; j < columns; j++) {
      int from = source + j * stride;
      int to = target + j;
      for (int p = 0; p < rows; p++) {
        y[to] = x[from + p];
        to += width;
      }
    }
  }

  /** Copies rows of a transposed left operand, so that they lie one after the other. */
  static void rows(Operand left, int row, int rows, int first, int depth, float[] target) {
    for (int i = 0; i < rows; i += STRIP) {
      int source = left.index(row + i, first);
      int count = Math.min(STRIP, rows - i);
      strip(left.array(), source, left.stride(), count, depth, target, i * depth, depth);
    }
  }
}
