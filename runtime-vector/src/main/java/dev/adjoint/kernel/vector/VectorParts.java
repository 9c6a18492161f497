package dev.adjoint.kernel.vector;

import jdk.incubator.vector.FloatVector;

/** Loops over whole vectors of three arrays, each at a place of its own. */
final class VectorParts extends VectorLoops {
  private VectorParts() {}

  /** y = a b. */
  static void products(int count, float[] a, int fromA, float[] b, int fromB, float[] y, int to) {
    for (int j = 0; j < count; j += Lanes.COUNT) {
      FloatVector p = FloatVector.fromArray(Lanes.FLOATS, a, fromA + j);
      FloatVector q = FloatVector.fromArray(Lanes.FLOATS, b, fromB + j);
      p.mul(q).intoArray(y, to + j);
    }
  }

  /** y += a b, the product rounded before it is added. */
  static void addProducts(
      int count, float[] a, int fromA, float[] b, int fromB, float[] y, int to) {
    for (int j = 0; j < count; j += Lanes.COUNT) {
      FloatVector p = FloatVector.fromArray(Lanes.FLOATS, a, fromA + j);
      FloatVector q = FloatVector.fromArray(Lanes.FLOATS, b, fromB + j);
      FloatVector before = FloatVector.fromArray(Lanes.FLOATS, y, to + j);
      before.add(p.mul(q)).intoArray(y, to + j);
    }
  }
}
