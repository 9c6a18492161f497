package dev.adjoint.kernel.vector;

import jdk.incubator.vector.FloatVector;

/**
 * The products of one row of seeds with what 9 taps read, summed over vectors of places, as {@link
 * CorrelationTile4x6} does with several rows. Unrolled by hand: only local variables become
 * registers.
 */
final class CorrelationTile1x9 extends VectorLoops {
  /** The taps in a tile. */
  static final int TAPS = 9;

  private CorrelationTile1x9() {}

  /**
   * Sets lanes[j * Lanes.COUNT + l] to what lane l gives for the tap j.
   *
   * @param inSeed where each vector of seeds is
   * @param places where each vector of places is
   * @param shifts where each tap reads, from the tile's first tap on; the last of them stands in
   *     for what is missing
   */
  static void run(
      int vectors,
      float[] seeds,
      int[] inSeed,
      float[] x,
      int[] places,
      int[] shifts,
      int tap,
      float[] lanes) {
    int last = shifts.length - 1;
    int x0 = shifts[tap];
    int x1 = shifts[Math.min(tap + 1, last)];
    int x2 = shifts[Math.min(tap + 2, last)];
    int x3 = shifts[Math.min(tap + 3, last)];
    int x4 = shifts[Math.min(tap + 4, last)];
    int x5 = shifts[Math.min(tap + 5, last)];
    int x6 = shifts[Math.min(tap + 6, last)];
    int x7 = shifts[Math.min(tap + 7, last)];
    int x8 = shifts[Math.min(tap + 8, last)];
    FloatVector c0 = FloatVector.zero(Lanes.FLOATS);
    FloatVector c1 = c0;
    FloatVector c2 = c0;
    FloatVector c3 = c0;
    FloatVector c4 = c0;
    FloatVector c5 = c0;
    FloatVector c6 = c0;
    FloatVector c7 = c0;
    FloatVector c8 = c0;
    for (int v = 0; v < vectors; v++) {
      int place = places[v];
      FloatVector s = FloatVector.fromArray(Lanes.FLOATS, seeds, inSeed[v]);
      c0 = s.fma(FloatVector.fromArray(Lanes.FLOATS, x, place + x0), c0);
      c1 = s.fma(FloatVector.fromArray(Lanes.FLOATS, x, place + x1), c1);
      c2 = s.fma(FloatVector.fromArray(Lanes.FLOATS, x, place + x2), c2);
      c3 = s.fma(FloatVector.fromArray(Lanes.FLOATS, x, place + x3), c3);
      c4 = s.fma(FloatVector.fromArray(Lanes.FLOATS, x, place + x4), c4);
      c5 = s.fma(FloatVector.fromArray(Lanes.FLOATS, x, place + x5), c5);
      c6 = s.fma(FloatVector.fromArray(Lanes.FLOATS, x, place + x6), c6);
      c7 = s.fma(FloatVector.fromArray(Lanes.FLOATS, x, place + x7), c7);
      c8 = s.fma(FloatVector.fromArray(Lanes.FLOATS, x, place + x8), c8);
    }
    c0.intoArray(lanes, 0);
    c1.intoArray(lanes, Lanes.COUNT);
    c2.intoArray(lanes, 2 * Lanes.COUNT);
    c3.intoArray(lanes, 3 * Lanes.COUNT);
    c4.intoArray(lanes, 4 * Lanes.COUNT);
    c5.intoArray(lanes, 5 * Lanes.COUNT);
    c6.intoArray(lanes, 6 * Lanes.COUNT);
    c7.intoArray(lanes, 7 * Lanes.COUNT);
    c8.intoArray(lanes, 8 * Lanes.COUNT);
  }
}
