package dev.adjoint.kernel.vector;

import jdk.incubator.vector.FloatVector;

/**
 * The products of 6 rows with a panel of 4 vectors; see {@link Panels}. Unrolled by hand: only
 * local variables become registers.
 */
final class PanelTile6x4 extends VectorLoops {
  private PanelTile6x4() {}

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
    FloatVector c02 = c00;
    FloatVector c03 = c00;
    FloatVector c10 = c00;
    FloatVector c11 = c00;
    FloatVector c12 = c00;
    FloatVector c13 = c00;
    FloatVector c20 = c00;
    FloatVector c21 = c00;
    FloatVector c22 = c00;
    FloatVector c23 = c00;
    FloatVector c30 = c00;
    FloatVector c31 = c00;
    FloatVector c32 = c00;
    FloatVector c33 = c00;
    FloatVector c40 = c00;
    FloatVector c41 = c00;
    FloatVector c42 = c00;
    FloatVector c43 = c00;
    FloatVector c50 = c00;
    FloatVector c51 = c00;
    FloatVector c52 = c00;
    FloatVector c53 = c00;
    int at = panelStart;
    for (int p = 0; p < depth; p++) {
      FloatVector b0 = FloatVector.fromArray(Lanes.FLOATS, panel, at);
      FloatVector b1 = FloatVector.fromArray(Lanes.FLOATS, panel, at + Lanes.COUNT);
      FloatVector b2 = FloatVector.fromArray(Lanes.FLOATS, panel, at + 2 * Lanes.COUNT);
      FloatVector b3 = FloatVector.fromArray(Lanes.FLOATS, panel, at + 3 * Lanes.COUNT);
      FloatVector x0 = FloatVector.broadcast(Lanes.FLOATS, left[a0 + p]);
      c00 = x0.fma(b0, c00);
      c01 = x0.fma(b1, c01);
      c02 = x0.fma(b2, c02);
      c03 = x0.fma(b3, c03);
      FloatVector x1 = FloatVector.broadcast(Lanes.FLOATS, left[a1 + p]);
      c10 = x1.fma(b0, c10);
      c11 = x1.fma(b1, c11);
      c12 = x1.fma(b2, c12);
      c13 = x1.fma(b3, c13);
      FloatVector x2 = FloatVector.broadcast(Lanes.FLOATS, left[a2 + p]);
      c20 = x2.fma(b0, c20);
      c21 = x2.fma(b1, c21);
      c22 = x2.fma(b2, c22);
      c23 = x2.fma(b3, c23);
      FloatVector x3 = FloatVector.broadcast(Lanes.FLOATS, left[a3 + p]);
      c30 = x3.fma(b0, c30);
      c31 = x3.fma(b1, c31);
      c32 = x3.fma(b2, c32);
      c33 = x3.fma(b3, c33);
      FloatVector x4 = FloatVector.broadcast(Lanes.FLOATS, left[a4 + p]);
      c40 = x4.fma(b0, c40);
      c41 = x4.fma(b1, c41);
      c42 = x4.fma(b2, c42);
      c43 = x4.fma(b3, c43);
      FloatVector x5 = FloatVector.broadcast(Lanes.FLOATS, left[a5 + p]);
      c50 = x5.fma(b0, c50);
      c51 = x5.fma(b1, c51);
      c52 = x5.fma(b2, c52);
      c53 = x5.fma(b3, c53);
      at += 4 * Lanes.COUNT;
    }
    int out = cStart;
    FloatVector.fromArray(Lanes.FLOATS, c, out).add(c00).intoArray(c, out);
    out = cStart + Lanes.COUNT;
    FloatVector.fromArray(Lanes.FLOATS, c, out).add(c01).intoArray(c, out);
    out = cStart + 2 * Lanes.COUNT;
    FloatVector.fromArray(Lanes.FLOATS, c, out).add(c02).intoArray(c, out);
    out = cStart + 3 * Lanes.COUNT;
    FloatVector.fromArray(Lanes.FLOATS, c, out).add(c03).intoArray(c, out);
    out = cStart + 4 * Lanes.COUNT;
    FloatVector.fromArray(Lanes.FLOATS, c, out).add(c10).intoArray(c, out);
    out = cStart + 5 * Lanes.COUNT;
    FloatVector.fromArray(Lanes.FLOATS, c, out).add(c11).intoArray(c, out);
    out = cStart + 6 * Lanes.COUNT;
    FloatVector.fromArray(Lanes.FLOATS, c, out).add(c12).intoArray(c, out);
    out = cStart + 7 * Lanes.COUNT;
    FloatVector.fromArray(Lanes.FLOATS, c, out).add(c13).intoArray(c, out);
    out = cStart + 8 * Lanes.COUNT;
    FloatVector.fromArray(Lanes.FLOATS, c, out).add(c20).intoArray(c, out);
    out = cStart + 9 * Lanes.COUNT;
    FloatVector.fromArray(Lanes.FLOATS, c, out).add(c21).intoArray(c, out);
    out = cStart + 10 * Lanes.COUNT;
    FloatVector.fromArray(Lanes.FLOATS, c, out).add(c22).intoArray(c, out);
    out = cStart + 11 * Lanes.COUNT;
    FloatVector.fromArray(Lanes.FLOATS, c, out).add(c23).intoArray(c, out);
    out = cStart + 12 * Lanes.COUNT;
    FloatVector.fromArray(Lanes.FLOATS, c, out).add(c30).intoArray(c, out);
    out = cStart + 13 * Lanes.COUNT;
    FloatVector.fromArray(Lanes.FLOATS, c, out).add(c31).intoArray(c, out);
    out = cStart + 14 * Lanes.COUNT;
    FloatVector.fromArray(Lanes.FLOATS, c, out).add(c32).intoArray(c, out);
    out = cStart + 15 * Lanes.COUNT;
    FloatVector.fromArray(Lanes.FLOATS, c, out).add(c33).intoArray(c, out);
    out = cStart + 16 * Lanes.COUNT;
    FloatVector.fromArray(Lanes.FLOATS, c, out).add(c40).intoArray(c, out);
    out = cStart + 17 * Lanes.COUNT;
    FloatVector.fromArray(Lanes.FLOATS, c, out).add(c41).intoArray(c, out);
    out = cStart + 18 * Lanes.COUNT;
    FloatVector.fromArray(Lanes.FLOATS, c, out).add(c42).intoArray(c, out);
    out = cStart + 19 * Lanes.COUNT;
    FloatVector.fromArray(Lanes.FLOATS, c, out).add(c43).intoArray(c, out);
    out = cStart + 20 * Lanes.COUNT;
    FloatVector.fromArray(Lanes.FLOATS, c, out).add(c50).intoArray(c, out);
    out = cStart + 21 * Lanes.COUNT;
    FloatVector.fromArray(Lanes.FLOATS, c, out).add(c51).intoArray(c, out);
    out = cStart + 22 * Lanes.COUNT;
    FloatVector.fromArray(Lanes.FLOATS, c, out).add(c52).intoArray(c, out);
    out = cStart + 23 * Lanes.COUNT;
    FloatVector.fromArray(Lanes.FLOATS, c, out).add(c53).intoArray(c, out);
  }
}
