package dev.adjoint.kernel.vector;

import dev.adjoint.kernel.Scalar;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** Loops over one array and a number, all of whole vectors. */
final class VectorScalar extends VectorLoops {
  private VectorScalar() {}

  /** Whether there are loops for a function; the others are left to the plain kernels. */
  static boolean covers(Scalar op) {
    return switch (op) {
      case SCALE, SHIFT, LEAKY_SLOPE -> true;
      default -> false;
    };
  }

  /** Applies any function but powers. */
  static void apply(Scalar op, float[] x, float s, float[] y, int from, int to) {
    int whole = Lanes.wholeVectors(from, to);
    for (int i = from; i < whole; i += Scratch.CHUNK) {
      vectors(op, x, s, y, i, Math.min(whole, i + Scratch.CHUNK));
    }
    if (whole < to) {
      float[] rest = new float[Lanes.COUNT];
      System.arraycopy(x, whole, rest, 0, to - whole);
      vectors(op, rest, s, rest, 0, Lanes.COUNT);
      System.arraycopy(rest, 0, y, whole, to - whole);
    }
  }

  private static void vectors(Scalar op, float[] x, float s, float[] y, int from, int to) {
    switch (op) {
      case SCALE -> scale(x, s, y, from, to);
      case SHIFT -> shift(x, s, y, from, to);
      case LEAKY_SLOPE -> leakySlope(x, s, y, from, to);
      default -> throw new IllegalArgumentException(op.name());
    }
  }

  private static void scale(float[] x, float s, float[] y, int from, int to) {
    for (int i = from; i < to; i += Lanes.COUNT) {
      FloatVector.fromArray(Lanes.FLOATS, x, i).mul(s).intoArray(y, i);
    }
  }

  private static void shift(float[] x, float s, float[] y, int from, int to) {
    for (int i = from; i < to; i += Lanes.COUNT) {
      FloatVector.fromArray(Lanes.FLOATS, x, i).add(s).intoArray(y, i);
    }
  }

  private static void leakySlope(float[] x, float s, float[] y, int from, int to) {
    FloatVector slope = FloatVector.broadcast(Lanes.FLOATS, s);
    for (int i = from; i < to; i += Lanes.COUNT) {
      FloatVector v = FloatVector.fromArray(Lanes.FLOATS, x, i);
      slope.blend(1, v.compare(VectorOperators.GT, 0)).intoArray(y, i);
    }
  }

  /** y += s x. */
  static void axpy(float s, float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i += Lanes.COUNT) {
      FloatVector product = FloatVector.fromArray(Lanes.FLOATS, x, i).mul(s);
      FloatVector.fromArray(Lanes.FLOATS, y, i).add(product).intoArray(y, i);
    }
  }
}
