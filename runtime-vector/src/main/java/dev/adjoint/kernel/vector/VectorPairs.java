package dev.adjoint.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;

/**
 * Windows of two elements of one row and the two below them, side by side in whole vectors: each
 * vector of a row has half as many windows as lanes.
 */
final class VectorPairs extends VectorLoops {
  /** The windows of a vector. */
  static final int COUNT = Lanes.COUNT / 2;

  /** Exchanges the two elements of each window. */
  private static final VectorShuffle<Float> OTHER = VectorShuffle.fromOp(Lanes.FLOATS, i -> i ^ 1);

  /** Puts what there is once for each window beside both of its elements. */
  private static final VectorShuffle<Float> TWICE = VectorShuffle.fromOp(Lanes.FLOATS, i -> i >> 1);

  /** Puts what both elements of a window have beside that of the next window. */
  private static final VectorShuffle<Float> ONCE =
      VectorShuffle.fromOp(Lanes.FLOATS, i -> 2 * i % Lanes.COUNT);

  /** Where the second elements of windows are. */
  private static final VectorMask<Float> SECOND =
      VectorMask.fromLong(Lanes.FLOATS, 0xaaaa_aaaa_aaaa_aaaaL >>> (64 - Lanes.COUNT));

  private VectorPairs() {}

  /** What is behind the results of the last vector is set to anything, half a vector of it. */
  static void largest(int vectors, float[] x, int upper, int lower, float[] y, int at) {
    int i = 0;
    for (int q = 0; q < vectors * COUNT; q += COUNT) {
      FloatVector v = FloatVector.fromArray(Lanes.FLOATS, x, upper + i);
      FloatVector max = v.max(FloatVector.fromArray(Lanes.FLOATS, x, lower + i));
      max.max(max.rearrange(OTHER)).rearrange(ONCE).intoArray(y, at + q);
      i += Lanes.COUNT;
    }
  }

  /**
   * Half a vector behind the last seeds and values is read.
   *
   * @param last which window a vector starts with at most
   */
  static void claim(
      int vectors,
      int last,
      float[] x,
      int upper,
      int lower,
      float[] values,
      float[] seeds,
      int at,
      float[] y) {
    for (int n = 0; n < vectors; n++) {
      int q = Math.min(n * COUNT, last);
      int i = 2 * q;
      FloatVector value = FloatVector.fromArray(Lanes.FLOATS, values, at + q).rearrange(TWICE);
      FloatVector seed = FloatVector.fromArray(Lanes.FLOATS, seeds, at + q).rearrange(TWICE);
      // Where it is not to be taken, 1; only a NaN differs from itself, and then so does the value.
      FloatVector v = FloatVector.fromArray(Lanes.FLOATS, x, upper + i);
      FloatVector first = Lanes.differing(v, value);
      FloatVector before = first.rearrange(OTHER);
      FloatVector above = first.min(before);
      first = first.blend(1, before.compare(VectorOperators.EQ, 0).and(SECOND));
      FloatVector.zero(Lanes.FLOATS)
          .blend(seed, first.compare(VectorOperators.EQ, 0))
          .intoArray(y, upper + i);
      FloatVector w = FloatVector.fromArray(Lanes.FLOATS, x, lower + i);
      FloatVector second = Lanes.differing(w, value);
      before = second.rearrange(OTHER);
      second = second.blend(1, before.compare(VectorOperators.EQ, 0).and(SECOND));
      second = second.blend(1, above.compare(VectorOperators.EQ, 0));
      FloatVector.zero(Lanes.FLOATS)
          .blend(seed, second.compare(VectorOperators.EQ, 0))
          .intoArray(y, lower + i);
    }
  }
}
