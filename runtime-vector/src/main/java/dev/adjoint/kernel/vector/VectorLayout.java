package dev.adjoint.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;

/**
 * Short rows from one array to another, with zeros around them. Whole vectors are read and written:
 * what they write behind a row is set by the row after it.
 */
final class VectorLayout extends VectorLoops {
  private static final int HALF = Lanes.COUNT / 2;

  /** Every second lane, twice. */
  private static final VectorShuffle<Float> SECOND =
      VectorShuffle.fromOp(Lanes.FLOATS, i -> 2 * i % Lanes.COUNT);

  private static final VectorMask<Float> UPPER_HALF =
      VectorMask.fromLong(Lanes.FLOATS, ((1L << HALF) - 1) << HALF);

  private VectorLayout() {}

  static void rows(
      float[] x,
      int from,
      int rowStep,
      int rows,
      int width,
      float[] y,
      int to,
      int before,
      int pitch) {
    int source = from;
    int target = to;
    for (int r = 0; r < rows; r++) {
      for (int u = 0; u < width; u += Lanes.COUNT) {
        FloatVector.fromArray(Lanes.FLOATS, x, source + u).intoArray(y, target + before + u);
      }
      frame(y, target, before, width, pitch);
      source += rowStep;
      target += pitch;
    }
  }

  /** Of every second column. */
  static void halfRows(
      float[] x,
      int from,
      int rowStep,
      int rows,
      int width,
      float[] y,
      int to,
      int before,
      int pitch) {
    int source = from;
    int target = to;
    for (int r = 0; r < rows; r++) {
      for (int u = 0; u < width; u += Lanes.COUNT) {
        int at = source + 2 * u;
        FloatVector first = FloatVector.fromArray(Lanes.FLOATS, x, at).rearrange(SECOND);
        FloatVector next = FloatVector.fromArray(Lanes.FLOATS, x, at + Lanes.COUNT);
        first.blend(next.rearrange(SECOND), UPPER_HALF).intoArray(y, target + before + u);
      }
      frame(y, target, before, width, pitch);
      source += rowStep;
      target += pitch;
    }
  }

  /** Zeros around a row, over what the last vector of it has written behind it. */
  private static void frame(float[] y, int start, int before, int width, int pitch) {
    for (int u = start; u < start + before; u++) {
      y[u] = 0;
    }
    for (int u = start + before + width; u < start + pitch; u++) {
      y[u] = 0;
    }
  }
}
