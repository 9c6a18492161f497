package dev.adjoint.kernel.vector;

/**
 * Products of rows with panels: a panel has some numbers side by side, which fill vectors, for each
 * element of the rows. Each panel's sums are one chain of fused multiply-adds, and they are added
 * in order, so that the bits do not depend on tiles nor on how the work is cut.
 */
final class Panels {
  /** Whether there are 32 registers, as every processor with 512-bit vectors has. */
  private static final boolean MANY_REGISTERS = Lanes.COUNT >= 16;

  /** The numbers side by side in the widest panel. */
  static final int WIDEST = (MANY_REGISTERS ? 4 : 2) * Lanes.COUNT;

  /** The elements of a panel, so that it stays in the second-level cache. */
  static final int DEPTH = 256;

  /** The rows of a tile. */
  private static final int ROWS = 6;

  private Panels() {}

  /** How many numbers side by side the next panel has, of those that remain. */
  static int width(int remaining) {
    if (remaining > WIDEST - Lanes.COUNT) {
      return WIDEST;
    }
    return remaining > Lanes.COUNT ? 2 * Lanes.COUNT : Lanes.COUNT;
  }

  /** How many rows of sums there must be room for. */
  static int roundUp(int rows) {
    return (rows + ROWS - 1) / ROWS * ROWS;
  }

  /**
   * Adds to c[cStart + i * width + j], for one panel after the other, the sum over p of left[base +
   * g * step + starts[i] + p] times panel[(g * depth + p) * width + j].
   *
   * @param panels how many panels there are
   * @param rows how many rows there are; the last of them stands in for what is missing
   */
  static void add(
      int panels,
      int rows,
      int depth,
      float[] left,
      int base,
      int step,
      int[] starts,
      float[] panel,
      int width,
      float[] c,
      int cStart) {
    int last = rows - 1;
    for (int i = 0; i < rows; i += ROWS) {
      int a0 = base + starts[i];
      int a1 = base + starts[Math.min(i + 1, last)];
      int a2 = base + starts[Math.min(i + 2, last)];
      int a3 = base + starts[Math.min(i + 3, last)];
      int a4 = base + starts[Math.min(i + 4, last)];
      int a5 = base + starts[Math.min(i + 5, last)];
      int at = cStart + i * width;
      for (int g = 0; g < panels; g++) {
        int start = g * depth * width;
        if (width == Lanes.COUNT) {
          PanelTile6x1.add(depth, left, a0, a1, a2, a3, a4, a5, panel, start, c, at);
        } else if (width == 2 * Lanes.COUNT) {
          PanelTile6x2.add(depth, left, a0, a1, a2, a3, a4, a5, panel, start, c, at);
        } else {
          PanelTile6x4.add(depth, left, a0, a1, a2, a3, a4, a5, panel, start, c, at);
        }
        a0 += step;
        a1 += step;
        a2 += step;
        a3 += step;
        a4 += step;
        a5 += step;
      }
    }
  }
}
