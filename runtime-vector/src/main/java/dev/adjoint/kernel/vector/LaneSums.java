package dev.adjoint.kernel.vector;

import jdk.incubator.vector.FloatVector;

/** The sums of the lanes of several vectors that lie one after the other in an array. */
final class LaneSums {
  /** So few lanes are added one by one. */
  private static final int FEW = 4;

  private LaneSums() {}

  /** Room for the lanes of so many vectors. */
  static float[] room(int vectors) {
    return new float[(vectors + 1) * Lanes.COUNT];
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
   * @param lanes the vectors, and room for one more; holds anything afterwards
   */
  static void each(float[] lanes, float[] sums) {
    int size = Lanes.COUNT;
    while (size > FEW) {
      halve(lanes, size, sums.length);
      size /= 2;
    }
    for (int i = 0; i < sums.length; i++) {
      int at = i * FEW;
      sums[i] = (lanes[at] + lanes[at + 2]) + (lanes[at + 1] + lanes[at + 3]);
    }
  }

  /**
   * Adds the halves of pieces of some size, and puts the pieces of half the size one after the
   * other. Each store writes a whole vector, of which the next one overwrites what is too much.
   */
  private static void halve(float[] lanes, int size, int count) {
    int half = size / 2;
    for (int i = 0; i < count; i++) {
      FloatVector low = FloatVector.fromArray(Lanes.FLOATS, lanes, i * size);
      FloatVector high = FloatVector.fromArray(Lanes.FLOATS, lanes, i * size + half);
      low.add(high).intoArray(lanes, i * half);
    }
  }
}
