package dev.adjoint.kernel.vector;

import jdk.incubator.vector.FloatVector;

/**
 * The products of 6 rows with a panel of 2 vectors; see {@link Panels}. Unrolled by hand: only
 * local variables become registers.
 */
final class PanelTile6x2 extends VectorLoops {
  private PanelTile6x2() {}

  /**
   * Adds to c[cStart + i * width + j] the sum over p, in this order, of left[ai + p] times
   * panel[panelStart + p * width + j], where the width is that of the panel.
   */
  static void add(
      int depth,
      float[] left,
      int a0,
      int a1,
      int a2,
      int a3,
      int a4,
      int a5,
      float[] panel,
      int panelStart,
      float[] c,
      int cStart) {
    FloatVector c00 = FloatVector.zero(Lanes.FLOATS);
    FloatVector c01 = c00;
    FloatVector c10 = c00;
    FloatVector c11 = c00;
    FloatVector c20 = c00;
    FloatVector c21 = c00;
    FloatVector c30 = c00;
    FloatVector c31 = c00;
    FloatVector c40 = c00;
    FloatVector c41 = c00;
    FloatVector c50 = c00;
    FloatVector c51 = c00;
    int at = panelStart;
    for (int p = 0; p < depth; p++) {
      FloatVector b0 = FloatVector.fromArray(Lanes.FLOATS, panel, at);
      FloatVector b1 = FloatVector.fromArray(Lanes.FLOATS, panel, at + Lanes.COUNT);
      FloatVector x0 = FloatVector.broadcast(Lanes.FLOATS, left[a0 + p]);
      c00 = x0.fma(b0, c00);
      c01 = x0.fma(b1, c01);
      FloatVector x1 = FloatVector.broadcast(Lanes.FLOATS, left[a1 + p]);
      c10 = x1.fma(b0, c10);
      c11 = x1.fma(b1, c11);
      FloatVector x2 = FloatVector.broadcast(Lanes.FLOATS, left[a2 + p]);
      c20 = x2.fma(b0, c20);
      c21 = x2.fma(b1, c21);
      FloatVector x3 = FloatVector.broadcast(Lanes.FLOATS, left[a3 + p]);
      c30 = x3.fma(b0, c30);
      c31 = x3.fma(b1, c31);
      FloatVector x4 = FloatVector.broadcast(Lanes.FLOATS, left[a4 + p]);
      c40 = x4.fma(b0, c40);
      c41 = x4.fma(b1, c41);
      FloatVector x5 = FloatVector.broadcast(Lanes.FLOATS, left[a5 + p]);
      c50 = x5.fma(b0, c50);
      c51 = x5.fma(b1, c51);
      at += 2 * Lanes.COUNT;
    }
    int out = cStart;
    FloatVector.fromArray(Lanes.FLOATS, c, out).add(c00).intoArray(c, out);
    out = cStart + Lanes.COUNT;
    FloatVector.fromArray(Lanes.FLOATS, c, out).add(c01).intoArray(c, out);
    out = cStart + 2 * Lanes.COUNT;
    FloatVector.fromArray(Lanes.FLOATS, c, out).add(c10).intoArray(c, out);
    out = cStart + 3 * Lanes.COUNT;
    FloatVector.fromArray(Lanes.FLOATS, c, out).add(c11).intoArray(c, out);
    out = cStart + 4 * Lanes.COUNT;
    FloatVector.fromArray(Lanes.FLOATS, c, out).add(c20).intoArray(c, out);
    out = cStart + 5 * Lanes.COUNT;
    FloatVector.fromArray(Lanes.FLOATS, c, out).add(c21).intoArray(c, out);
    out = cStart + 6 * Lanes.COUNT;
    FloatVector.fromArray(Lanes.FLOATS, c, out).add(c30).intoArray(c, out);
    out = cStart + 7 * Lanes.COUNT;
    FloatVector.fromArray(Lanes.FLOATS, c, out).add(c31).intoArray(c, out);
    out = cStart + 8 * Lanes.COUNT;
    FloatVector.fromArray(Lanes.FLOATS, c, out).add(c40).intoArray(c, out);
    out = cStart + 9 * Lanes.COUNT;
    FloatVector.fromArray(Lanes.FLOATS, c, out).add(c41).intoArray(c, out);
    out = cStart + 10 * Lanes.COUNT;
    FloatVector.fromArray(Lanes.FLOATS, c, out).add(c50).intoArray(c, out);
    out = cStart + 11 * Lanes.COUNT;
    FloatVector.fromArray(Lanes.FLOATS, c, out).add(c51).intoArray(c, out);
  }
}
