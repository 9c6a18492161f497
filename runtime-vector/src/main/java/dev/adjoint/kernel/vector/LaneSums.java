package dev.adjoint.kernel.vector;

import jdk.incubator.vector.FloatVector;

/** The sums of the lanes of several vectors that lie one after the other in an array. */
final class LaneSums extends VectorLoops {
  /** So few lanes are added one by one. */
  private static final int FEW = 4;

  private LaneSums() {}

  /** Room for the lanes of so many vectors, and for their halves. */
  static float[] room(int vectors) {
    return new float[2 * (vectors + 1) * Lanes.COUNT];
  }

  /** The sum of the lanes of the vector that begins at a place. */
  static double one(float[] lanes, int at) {
    double sum = 0;
    for (int l = 0; l < Lanes.COUNT; l++) {
      sum += lanes[at + l];
    }
    return sum;
  }

  /**
   * sums[i] = the sum of the lanes of vector i, in halves.
   *
   * @param lanes the vectors in what {@link #room} made; holds anything afterwards
   */
  static void each(float[] lanes, float[] sums) {
    int size = Lanes.COUNT;
    int from = 0;
    while (size > FEW) {
      int to = lanes.length / 2 - from;
      halve(lanes, from, to, size, sums.length);
      from = to;
      size /= 2;
    }
    for (int i = 0; i < sums.length; i++) {
      int at = from + i * FEW;
      sums[i] = (lanes[at] + lanes[at + 2]) + (lanes[at + 1] + lanes[at + 3]);
    }
  }

  /**
   * Adds the halves of pieces of some size, and puts the pieces of half the size one after the
   * other. Each store writes a whole vector, of which the next one overwrites what is too much.
   */
  private static void halve(float[] lanes, int from, int to, int size, int count) {
    int half = size / 2;
    for (int i = 0; i < count; i++) {
      FloatVector low = FloatVector.fromArray(Lanes.FLOATS, lanes, from + i * size);
      FloatVector high = FloatVector.fromArray(Lanes.FLOATS, lanes, from + i * size + half);
      low.add(high).intoArray(lanes, to + i * half);
    }
  }
}
