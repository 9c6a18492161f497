package dev.adjoint.kernel.vector;

import jdk.incubator.vector.FloatVector;

/**
 * The products of 4 rows of seeds with what 6 taps read, summed over vectors of places; see {@link
 * CorrelationTiles}. Unrolled by hand: only local variables become registers.
 */
final class CorrelationTile4x6 extends VectorLoops {
  private CorrelationTile4x6() {}

  /**
   * Sets lanes[(6 * i + j) * Lanes.COUNT + l] to what lane l gives for the row i and the tap j.
   *
   * @param seeds the vector v of row i is at seedStart + (4 * v + i) * Lanes.COUNT
   * @param places where each vector of places is
   */
  static void run(
      int vectors,
      float[] seeds,
      int seedStart,
      float[] x,
      int[] places,
      int x0,
      int x1,
      int x2,
      int x3,
      int x4,
      int x5,
      float[] lanes) {
    FloatVector c00 = FloatVector.zero(Lanes.FLOATS);
    FloatVector c01 = c00;
    FloatVector c02 = c00;
    FloatVector c03 = c00;
    FloatVector c04 = c00;
    FloatVector c05 = c00;
    FloatVector c10 = c00;
    FloatVector c11 = c00;
    FloatVector c12 = c00;
    FloatVector c13 = c00;
    FloatVector c14 = c00;
    FloatVector c15 = c00;
    FloatVector c20 = c00;
    FloatVector c21 = c00;
    FloatVector c22 = c00;
    FloatVector c23 = c00;
    FloatVector c24 = c00;
    FloatVector c25 = c00;
    FloatVector c30 = c00;
    FloatVector c31 = c00;
    FloatVector c32 = c00;
    FloatVector c33 = c00;
    FloatVector c34 = c00;
    FloatVector c35 = c00;
    int at = seedStart;
    for (int v = 0; v < vectors; v++) {
      int place = places[v];
      FloatVector s0 = FloatVector.fromArray(Lanes.FLOATS, seeds, at);
      FloatVector s1 = FloatVector.fromArray(Lanes.FLOATS, seeds, at + Lanes.COUNT);
      FloatVector s2 = FloatVector.fromArray(Lanes.FLOATS, seeds, at + 2 * Lanes.COUNT);
      FloatVector s3 = FloatVector.fromArray(Lanes.FLOATS, seeds, at + 3 * Lanes.COUNT);
      FloatVector b0 = FloatVector.fromArray(Lanes.FLOATS, x, place + x0);
      c00 = s0.fma(b0, c00);
      c10 = s1.fma(b0, c10);
      c20 = s2.fma(b0, c20);
      c30 = s3.fma(b0, c30);
      FloatVector b1 = FloatVector.fromArray(Lanes.FLOATS, x, place + x1);
      c01 = s0.fma(b1, c01);
      c11 = s1.fma(b1, c11);
      c21 = s2.fma(b1, c21);
      c31 = s3.fma(b1, c31);
      FloatVector b2 = FloatVector.fromArray(Lanes.FLOATS, x, place + x2);
      c02 = s0.fma(b2, c02);
      c12 = s1.fma(b2, c12);
      c22 = s2.fma(b2, c22);
      c32 = s3.fma(b2, c32);
      FloatVector b3 = FloatVector.fromArray(Lanes.FLOATS, x, place + x3);
      c03 = s0.fma(b3, c03);
      c13 = s1.fma(b3, c13);
      c23 = s2.fma(b3, c23);
      c33 = s3.fma(b3, c33);
      FloatVector b4 = FloatVector.fromArray(Lanes.FLOATS, x, place + x4);
      c04 = s0.fma(b4, c04);
      c14 = s1.fma(b4, c14);
      c24 = s2.fma(b4, c24);
      c34 = s3.fma(b4, c34);
      FloatVector b5 = FloatVector.fromArray(Lanes.FLOATS, x, place + x5);
      c05 = s0.fma(b5, c05);
      c15 = s1.fma(b5, c15);
      c25 = s2.fma(b5, c25);
      c35 = s3.fma(b5, c35);
      at += 4 * Lanes.COUNT;
    }
    c00.intoArray(lanes, 0);
    c01.intoArray(lanes, Lanes.COUNT);
    c02.intoArray(lanes, 2 * Lanes.COUNT);
    c03.intoArray(lanes, 3 * Lanes.COUNT);
    c04.intoArray(lanes, 4 * Lanes.COUNT);
    c05.intoArray(lanes, 5 * Lanes.COUNT);
    c10.intoArray(lanes, 6 * Lanes.COUNT);
    c11.intoArray(lanes, 7 * Lanes.COUNT);
    c12.intoArray(lanes, 8 * Lanes.COUNT);
    c13.intoArray(lanes, 9 * Lanes.COUNT);
    c14.intoArray(lanes, 10 * Lanes.COUNT);
    c15.intoArray(lanes, 11 * Lanes.COUNT);
    c20.intoArray(lanes, 12 * Lanes.COUNT);
    c21.intoArray(lanes, 13 * Lanes.COUNT);
    c22.intoArray(lanes, 14 * Lanes.COUNT);
    c23.intoArray(lanes, 15 * Lanes.COUNT);
    c24.intoArray(lanes, 16 * Lanes.COUNT);
    c25.intoArray(lanes, 17 * Lanes.COUNT);
    c30.intoArray(lanes, 18 * Lanes.COUNT);
    c31.intoArray(lanes, 19 * Lanes.COUNT);
    c32.intoArray(lanes, 20 * Lanes.COUNT);
    c33.intoArray(lanes, 21 * Lanes.COUNT);
    c34.intoArray(lanes, 22 * Lanes.COUNT);
    c35.intoArray(lanes, 23 * Lanes.COUNT);
  }
}
