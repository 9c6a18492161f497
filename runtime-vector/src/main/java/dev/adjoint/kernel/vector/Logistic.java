package dev.adjoint.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Functions made of exp(-|x|), which never overflows, over the whole vectors of a chunk; {@code y}
 * may be {@code x}.
 */
final class Logistic {
  /** 2 sqrt(2 / pi), with which tanh becomes the logistic function. */
  private static final float STEEPNESS = 1.59576912f;

  private static final float CUBIC = 0.044715f;

  private static final float FAR = 20;

  private Logistic() {}

  /** e[i] = exp(-|x[from + i]|). */
  private static void decay(float[] x, int from, float[] e, int count) {
    for (int i = 0; i < count; i += Lanes.COUNT) {
      FloatVector v = FloatVector.fromArray(Lanes.FLOATS, x, from + i).abs().neg();
      v = v.blend(Exponential.LOWEST, v.compare(VectorOperators.LT, Exponential.LOWEST));
      v.intoArray(e, i);
    }
    Exponential.ofNear(e, 0, count);
  }

  /** x sigmoid(2 u) with u = sqrt(2 / pi) (x + 0.044715 x^3). */
  static void gelu(float[] x, float[] y, int from, int to) {
    float[] e = Scratch.get().chunk;
    int count = to - from;
    geluDecay(x, from, e, count);
    for (int j = 0; j < count; j += Lanes.COUNT) {
      FloatVector v = FloatVector.fromArray(Lanes.FLOATS, x, from + j);
      FloatVector d = FloatVector.fromArray(Lanes.FLOATS, e, j);
      FloatVector one = FloatVector.broadcast(Lanes.FLOATS, 1);
      FloatVector share = one.blend(d, v.compare(VectorOperators.LT, 0)).div(d.add(1));
      v.mul(share).intoArray(y, from + j);
    }
  }

  /** The exponential of -|2 u|. */
  private static void geluDecay(float[] x, int from, float[] e, int count) {
    for (int i = 0; i < count; i += Lanes.COUNT) {
      FloatVector v = FloatVector.fromArray(Lanes.FLOATS, x, from + i);
      FloatVector u = v.mul(STEEPNESS).mul(v.mul(v).mul(CUBIC).add(1));
      u = u.abs().neg();
      u = u.blend(Exponential.LOWEST, u.compare(VectorOperators.LT, Exponential.LOWEST));
      u.intoArray(e, i);
    }
    Exponential.ofNear(e, 0, count);
  }

  /** The derivative of that. */
  static void geluSlope(float[] x, float[] y, int from, int to) {
    float[] e = Scratch.get().chunk;
    int count = to - from;
    geluDecay(x, from, e, count);
    for (int j = 0; j < count; j += Lanes.COUNT) {
      FloatVector v = FloatVector.fromArray(Lanes.FLOATS, x, from + j);
      FloatVector d = FloatVector.fromArray(Lanes.FLOATS, e, j);
      // Farther out the logistic function is 0 or 1, but its argument's derivative overflows.
      FloatVector near = v.blend(FAR, v.compare(VectorOperators.GT, FAR));
      near = near.blend(-FAR, near.compare(VectorOperators.LT, -FAR));
      FloatVector sum = d.add(1);
      FloatVector one = FloatVector.broadcast(Lanes.FLOATS, 1);
      FloatVector share = one.blend(d, v.compare(VectorOperators.LT, 0)).div(sum);
      FloatVector inner = near.mul(near).mul(3 * CUBIC).add(1).mul(STEEPNESS);
      FloatVector bend = near.mul(inner).mul(d.div(sum.mul(sum)));
      // Where x is infinite there is no derivative.
      bend.add(share).add(v.sub(v)).intoArray(y, from + j);
    }
  }

  /** log(1 + exp(x)) = max(x, 0) + log(1 + exp(-|x|)). */
  static void softplus(float[] x, float[] y, int from, int to) {
    Scratch scratch = Scratch.get();
    float[] e = scratch.chunk;
    float[] log = scratch.secondChunk;
    int count = to - from;
    decay(x, from, e, count);
    for (int j = 0; j < count; j += Lanes.COUNT) {
      FloatVector.fromArray(Lanes.FLOATS, e, j).add(1).intoArray(log, j);
    }
    Logarithm.apply(log, 0, log, 0, count);
    for (int j = 0; j < count; j += Lanes.COUNT) {
      FloatVector v = FloatVector.fromArray(Lanes.FLOATS, x, from + j);
      FloatVector d = FloatVector.fromArray(Lanes.FLOATS, e, j);
      FloatVector u = d.add(1);
      // What rounding 1 + e lost counts to first order.
      FloatVector rest = d.sub(u.sub(1)).div(u);
      FloatVector positive = v.blend(0, v.compare(VectorOperators.LE, 0));
      FloatVector sum = FloatVector.fromArray(Lanes.FLOATS, log, j).add(rest);
      sum.add(positive).intoArray(y, from + j);
    }
  }
}
