package dev.adjoint.kernel;

/** Arrays that a thread uses again and again, so that kernels allocate nothing large. */
final class PlainScratch {
  private static final ThreadLocal<PlainScratch> OF_THREAD =
      ThreadLocal.withInitial(PlainScratch::new);

  private float[][] panel = new float[0][0];
  private float[] row = new float[0];
  private float[] block = new float[0];
  private double[] total = new double[0];

  private PlainScratch() {}

  static PlainScratch get() {
    return OF_THREAD.get();
  }

  /** Rows of at least a width, which hold anything. */
  float[][] panel(int rows, int width) {
    if (panel.length < rows || (rows > 0 && panel[0].length < width)) {
      int most = panel.length == 0 ? width : Math.max(width, panel[0].length);
      panel = new float[Math.max(rows, panel.length)][most];
    }
    return panel;
  }

  /** A row of at least a width, which holds anything. */
  float[] row(int width) {
    if (row.length < width) {
      row = new float[width];
    }
    return row;
  }

  /** Another row of at least a width, which holds anything. */
  float[] block(int width) {
    if (block.length < width) {
      block = new float[width];
    }
    return block;
  }

  /** Sums for at least a width, which hold anything. */
  double[] total(int width) {
    if (total.length < width) {
      total = new double[width];
    }
    return total;
  }
}
