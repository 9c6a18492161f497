package dev.adjoint.kernel.vector;

import jdk.incubator.vector.FloatVector;

/**
 * The products of 4 rows of seeds with what 2 taps read, summed over vectors of places; see {@link
 * CorrelationTiles}. Unrolled by hand: only local variables become registers.
 */
final class CorrelationTile4x2 extends VectorLoops {
  private CorrelationTile4x2() {}

  /**
   * Sets lanes[(2 * i + j) * Lanes.COUNT + l] to what lane l gives for the row i and the tap j.
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
      float[] lanes) {
    FloatVector c00 = FloatVector.zero(Lanes.FLOATS);
    FloatVector c01 = c00;
    FloatVector c10 = c00;
    FloatVector c11 = c00;
    FloatVector c20 = c00;
    FloatVector c21 = c00;
    FloatVector c30 = c00;
    FloatVector c31 = c00;
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
      at += 4 * Lanes.COUNT;
    }
    c00.intoArray(lanes, 0);
    c01.intoArray(lanes, Lanes.COUNT);
    c10.intoArray(lanes, 2 * Lanes.COUNT);
    c11.intoArray(lanes, 3 * Lanes.COUNT);
    c20.intoArray(lanes, 4 * Lanes.COUNT);
    c21.intoArray(lanes, 5 * Lanes.COUNT);
    c30.intoArray(lanes, 6 * Lanes.COUNT);
    c31.intoArray(lanes, 7 * Lanes.COUNT);
  }
}
