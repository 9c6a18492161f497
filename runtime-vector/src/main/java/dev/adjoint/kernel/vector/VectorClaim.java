package dev.adjoint.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/** The loop that moves seeds to where values are. */
final class VectorClaim extends VectorLoops {
  private VectorClaim() {}

  static void claim(
      int count, float[] x, float[] y, int from, float[] values, float[] seeds, int at) {
    for (int i = 0; i < count; i += Lanes.COUNT) {
      FloatVector v = FloatVector.fromArray(Lanes.FLOATS, x, from + i);
      FloatVector seed = FloatVector.fromArray(Lanes.FLOATS, seeds, at + i);
      FloatVector largest = FloatVector.fromArray(Lanes.FLOATS, values, at + i);
      // Only a NaN differs from itself. Two steps, for no masks need to be combined so.
      FloatVector left = seed.blend(0, v.compare(VectorOperators.EQ, largest));
      VectorMask<Float> odd = v.compare(VectorOperators.NE, v);
      left = left.blend(0, odd);
      // Not the difference, which would be NaN for a seed that is not finite.
      FloatVector taken = seed.blend(0, v.compare(VectorOperators.NE, largest)).blend(seed, odd);
      FloatVector.fromArray(Lanes.FLOATS, y, from + i).add(taken).intoArray(y, from + i);
      left.intoArray(seeds, at + i);
    }
  }
}
