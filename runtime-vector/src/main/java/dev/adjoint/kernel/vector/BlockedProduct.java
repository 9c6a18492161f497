package dev.adjoint.kernel.vector;

import dev.adjoint.kernel.Workers;

/**
 * A product of two matrices by tiles.
 *
 * <p>The left operand is read where it is. Panels of the right one are packed, unless there are so
 * few rows that reading them in place costs less. An element is summed over each block of the inner
 * dimension on its own, and these sums are added in order: the bits depend neither on tiles nor on
 * how the work is shared.
 */
final class BlockedProduct {
  /** The inner dimension of a block: a panel of so many rows stays in the second-level cache. */
  private static final int DEPTH = 512;

  /**
   * From so many elements of a column on, spread over memory with a stride that may be a power of
   * two, a transposed left operand is copied if it is needed for so many columns, some rows at a
   * time: otherwise its lines drive each other out of the caches.
   */
  private static final int FAR_DEPTH = 128;

  private static final int FAR_COLUMNS = 128;
  private static final int FAR_ROWS = 192;

  /** Up to so many rows a panel is not used often enough to be worth packing. */
  private static final int UNPACKED_ROWS = 96;

  /** The multiply-adds below which handing work to a second thread costs more than it saves. */
  private static final long PARALLEL_THRESHOLD = 1L << 19;

  /** A multiple of all tile heights but 8, so that cutting between threads leaves no odd rows. */
  private static final int ROW_UNIT = 12;

  private final int rows;
  private final int columns;
  private final int inner;
  private final Operand left;
  private final Operand right;
  private final Operand c;
  private final boolean accumulate;

  BlockedProduct(
      int rows,
      int columns,
      int inner,
      Operand left,
      Operand right,
      Operand c,
      boolean accumulate) {
    this.rows = rows;
    this.columns = columns;
    this.inner = inner;
    this.left = left;
    this.right = right;
    this.c = c;
    this.accumulate = accumulate;
  }

  void run(Workers workers) {
    int threads = workers.threads();
    if (threads == 1 || (long) rows * columns * inner < PARALLEL_THRESHOLD) {
      part(0, rows, 0, columns);
      return;
    }
    int panels = units(columns, Tiles.WIDE);
    int rowUnits = units(rows, ROW_UNIT);
    if (panels >= 2 * threads || panels > rowUnits) {
      int parts = Math.min(panels, 2 * threads);
      workers.run(
          parts,
          t ->
              part(
                  0,
                  rows,
                  cut(columns, Tiles.WIDE, t, parts),
                  cut(columns, Tiles.WIDE, t + 1, parts)));
    } else {
      int parts = Math.min(rowUnits, threads);
      workers.run(
          parts,
          t -> part(cut(rows, ROW_UNIT, t, parts), cut(rows, ROW_UNIT, t + 1, parts), 0, columns));
    }
  }

  private static int units(int size, int unit) {
    return (size + unit - 1) / unit;
  }

  private static int cut(int size, int unit, int part, int parts) {
    return Math.min(size, (int) ((long) units(size, unit) * part / parts) * unit);
  }

  private void part(int fromRow, int toRow, int fromColumn, int toColumn) {
    Scratch scratch = Scratch.get();
    for (int first = 0; first < inner; first += DEPTH) {
      int depth = Math.min(DEPTH, inner - first);
      if (left.transposed() && depth >= FAR_DEPTH && toColumn - fromColumn >= FAR_COLUMNS) {
        for (int row = fromRow; row < toRow; row += FAR_ROWS) {
          int end = Math.min(toRow, row + FAR_ROWS);
          Operand near = near(row, end - row, first, depth, scratch);
          block(near, row, end, fromColumn, toColumn, first, depth, scratch);
        }
      } else {
        block(left, fromRow, toRow, fromColumn, toColumn, first, depth, scratch);
      }
    }
  }

  /**
   * Some rows of a transposed left operand, still transposed, but near each other: with a stride of
   * an odd number of lines, so that these do not drive each other out of the caches.
   */
  private Operand near(int row, int count, int first, int depth, Scratch scratch) {
    int stride = Lanes.roundUp(count) | Lanes.COUNT;
    float[] near = scratch.columns(depth * stride);
    for (int p = 0; p < depth; p++) {
      System.arraycopy(left.array(), left.index(row, first + p), near, p * stride, count);
    }
    return new Operand(near, -(first * stride + row), stride, true);
  }

  /** Some rows of a transposed left operand, one after the other, under their old numbers. */
  private Operand packed(int row, int count, int first, int depth, Scratch scratch) {
    float[] near = scratch.rows(count * depth);
    Packing.rows(left, row, count, first, depth, near);
    return new Operand(near, -(row * depth + first), depth, false);
  }

  private void block(
      Operand from,
      int fromRow,
      int toRow,
      int fromColumn,
      int toColumn,
      int first,
      int depth,
      Scratch scratch) {
    boolean pack = right.transposed() || toRow - fromRow > UNPACKED_ROWS;
    int column = fromColumn;
    while (column < toColumn) {
      int width = Tiles.width(toColumn - column);
      int valid = Math.min(width, toColumn - column);
      Operand panel = right;
      if (pack || valid < width) {
        float[] copy = scratch.panel(depth * width);
        Packing.panel(right, first, depth, column, valid, width, copy);
        panel = new Operand(copy, -(first * width + column), width, false);
      }
      panel(from, fromRow, toRow, panel, column, valid, width, first, depth, scratch);
      column += valid;
    }
  }

  /** Multiplies rows of the left operand with one panel of the right one. */
  private void panel(
      Operand from,
      int fromRow,
      int toRow,
      Operand panel,
      int column,
      int valid,
      int width,
      int first,
      int depth,
      Scratch scratch) {
    boolean add = accumulate || first > 0;
    int row = fromRow;
    while (row < toRow) {
      int height = Tiles.height(width, toRow - row);
      int count = Math.min(height, toRow - row);
      boolean direct = !add && !c.transposed() && count == height && valid == width;
      float[] target = direct ? c.array() : scratch.tile;
      int start = direct ? c.index(row, column) : 0;
      int stride = direct ? c.stride() : width;
      if (from.transposed() && count < height) {
        Operand few = packed(row, count, first, depth, scratch);
        Tiles.multiply(
            width, height, depth, few, row, count, panel, first, column, target, start, stride);
      } else {
        Tiles.multiply(
            width, height, depth, from, row, count, panel, first, column, target, start, stride);
      }
      if (!direct) {
        Merging.merge(target, width, c, row, column, count, valid, add);
      }
      row += count;
    }
  }
}
