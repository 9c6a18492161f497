package dev.adjoint.kernel.vector;

import dev.adjoint.kernel.Binary;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Loops over two arrays, all of whole vectors; what is left goes through a vector's room. Results
 * have the bits of the plain kernels: nothing is fused.
 */
final class VectorBinary extends VectorLoops {
  private VectorBinary() {}

  /** Whether there are loops for a function; the others are left to the plain kernels. */
  static boolean covers(Binary op) {
    return op.compareTo(Binary.SIGMOID_GRADIENT) <= 0;
  }

  static void apply(Binary op, float[] a, float[] b, float[] y, int from, int to) {
    int whole = Lanes.wholeVectors(from, to);
    for (int i = from; i < whole; i += Scratch.CHUNK) {
      vectors(op, a, b, y, i, Math.min(whole, i + Scratch.CHUNK));
    }
    if (whole < to) {
      float[] restA = new float[Lanes.COUNT];
      float[] restB = new float[Lanes.COUNT];
      System.arraycopy(a, whole, restA, 0, to - whole);
      System.arraycopy(b, whole, restB, 0, to - whole);
      vectors(op, restA, restB, restA, 0, Lanes.COUNT);
      System.arraycopy(restA, 0, y, whole, to - whole);
    }
  }

  private static void vectors(Binary op, float[] a, float[] b, float[] y, int from, int to) {
    switch (op) {
      case PLUS -> plus(a, b, y, from, to);
      case MINUS -> minus(a, b, y, from, to);
      case TIMES -> times(a, b, y, from, to);
      case DIVIDE -> divide(a, b, y, from, to);
      case MAXIMUM -> maximum(a, b, y, from, to);
      case MINIMUM -> minimum(a, b, y, from, to);
      case MASK -> mask(a, b, y, from, to);
      case MAXIMUM_SHARE -> maximumShare(a, b, y, from, to);
      case RELU_GRADIENT -> reluGradient(a, b, y, from, to);
      case TANH_GRADIENT -> tanhGradient(a, b, y, from, to);
      case SIGMOID_GRADIENT -> sigmoidGradient(a, b, y, from, to);
      default -> throw new IllegalArgumentException(op.name());
    }
  }

  private static void plus(float[] p, float[] q, float[] y, int from, int to) {
    for (int i = from; i < to; i += Lanes.COUNT) {
      FloatVector a = Lanes.load(p, i);
      FloatVector b = Lanes.load(q, i);
      a.add(b).intoArray(y, i);
    }
  }

  private static void minus(float[] p, float[] q, float[] y, int from, int to) {
    for (int i = from; i < to; i += Lanes.COUNT) {
      FloatVector a = Lanes.load(p, i);
      FloatVector b = Lanes.load(q, i);
      a.sub(b).intoArray(y, i);
    }
  }

  private static void times(float[] p, float[] q, float[] y, int from, int to) {
    for (int i = from; i < to; i += Lanes.COUNT) {
      FloatVector a = Lanes.load(p, i);
      FloatVector b = Lanes.load(q, i);
      a.mul(b).intoArray(y, i);
    }
  }

  private static void divide(float[] p, float[] q, float[] y, int from, int to) {
    for (int i = from; i < to; i += Lanes.COUNT) {
      FloatVector a = Lanes.load(p, i);
      FloatVector b = Lanes.load(q, i);
      a.div(b).intoArray(y, i);
    }
  }

  private static void maximum(float[] p, float[] q, float[] y, int from, int to) {
    for (int i = from; i < to; i += Lanes.COUNT) {
      FloatVector a = Lanes.load(p, i);
      FloatVector b = Lanes.load(q, i);
      a.max(b).intoArray(y, i);
    }
  }

  private static void minimum(float[] p, float[] q, float[] y, int from, int to) {
    for (int i = from; i < to; i += Lanes.COUNT) {
      FloatVector a = Lanes.load(p, i);
      FloatVector b = Lanes.load(q, i);
      a.min(b).intoArray(y, i);
    }
  }

  private static void mask(float[] p, float[] q, float[] y, int from, int to) {
    for (int i = from; i < to; i += Lanes.COUNT) {
      FloatVector a = Lanes.load(p, i);
      FloatVector b = Lanes.load(q, i);
      a.mul(b).blend(0, b.compare(VectorOperators.EQ, 0)).intoArray(y, i);
    }
  }

  private static void maximumShare(float[] p, float[] q, float[] y, int from, int to) {
    FloatVector one = FloatVector.broadcast(Lanes.FLOATS, 1);
    for (int i = from; i < to; i += Lanes.COUNT) {
      FloatVector a = Lanes.load(p, i);
      FloatVector b = Lanes.load(q, i);
      FloatVector share = one.blend(0, a.compare(VectorOperators.LT, b));
      share.blend(0.5f, a.compare(VectorOperators.EQ, b)).intoArray(y, i);
    }
  }

  private static void reluGradient(float[] p, float[] q, float[] y, int from, int to) {
    for (int i = from; i < to; i += Lanes.COUNT) {
      FloatVector a = Lanes.load(p, i);
      FloatVector b = Lanes.load(q, i);
      b.blend(0, a.compare(VectorOperators.LE, 0)).intoArray(y, i);
    }
  }

  private static void tanhGradient(float[] p, float[] q, float[] y, int from, int to) {
    FloatVector one = FloatVector.broadcast(Lanes.FLOATS, 1);
    for (int i = from; i < to; i += Lanes.COUNT) {
      FloatVector a = Lanes.load(p, i);
      FloatVector b = Lanes.load(q, i);
      b.mul(one.sub(a.mul(a))).intoArray(y, i);
    }
  }

  private static void sigmoidGradient(float[] p, float[] q, float[] y, int from, int to) {
    FloatVector one = FloatVector.broadcast(Lanes.FLOATS, 1);
    for (int i = from; i < to; i += Lanes.COUNT) {
      FloatVector a = Lanes.load(p, i);
      FloatVector b = Lanes.load(q, i);
      b.mul(a).mul(one.sub(a)).intoArray(y, i);
    }
  }
}
