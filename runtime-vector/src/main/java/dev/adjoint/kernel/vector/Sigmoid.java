package dev.adjoint.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The logistic function 1 / (1 + exp(-x)), for negative x as exp(x) / (1 + exp(x)), over the whole
 * vectors of a chunk; {@code y} may be {@code x}.
 *
 * <p>The exponential stands in the same loop, as in {@link ExponentialSum}, but its factor 2^n is
 * lifted and lowered again, so that what is no normal number is right too.
 */
final class Sigmoid {
  /** From here exp(-|x|) is 0. */
  private static final float FAR = 104;

  private static final float LOG2_E = -1.44269504f;

  /** The exponent of 2 by which the exponential is too large at first. */
  private static final int LIFT = 64;

  private static final float LOWERED = 0x1p-64f;

  /** As in {@link ExponentialSum}. */
  private static final float ROUNDER = 12582912 + 127 + LIFT;

  private static final float LN_2_HIGH = 0.693359375f;
  private static final float LN_2_LOW = -2.12194440e-4f;

  private Sigmoid() {}

  static void apply(float[] x, float[] y, int from, int to) {
    FloatVector far = FloatVector.broadcast(Lanes.FLOATS, FAR);
    FloatVector zero = FloatVector.zero(Lanes.FLOATS);
    FloatVector log2E = FloatVector.broadcast(Lanes.FLOATS, LOG2_E);
    FloatVector rounder = FloatVector.broadcast(Lanes.FLOATS, ROUNDER);
    FloatVector high = FloatVector.broadcast(Lanes.FLOATS, LN_2_HIGH);
    FloatVector low = FloatVector.broadcast(Lanes.FLOATS, LN_2_LOW);
    FloatVector c5 = FloatVector.broadcast(Lanes.FLOATS, -8.31243e-3f);
    FloatVector c4 = FloatVector.broadcast(Lanes.FLOATS, 4.189099e-2f);
    FloatVector c3 = FloatVector.broadcast(Lanes.FLOATS, -0.16667118f);
    FloatVector c2 = FloatVector.broadcast(Lanes.FLOATS, 0.49999226f);
    FloatVector minusOne = FloatVector.broadcast(Lanes.FLOATS, -1);
    FloatVector one = FloatVector.broadcast(Lanes.FLOATS, 1);
    FloatVector lowered = FloatVector.broadcast(Lanes.FLOATS, LOWERED);
    for (int i = from; i < to; i += Lanes.COUNT) {
      FloatVector v = FloatVector.fromArray(Lanes.FLOATS, x, i);
      FloatVector d = v.abs();
      d = d.blend(far, d.compare(VectorOperators.GT, far));
      FloatVector shifted = d.fma(log2E, rounder);
      FloatVector n = shifted.sub(rounder);
      FloatVector s = n.fma(low, n.fma(high, d));
      FloatVector e = s.fma(c5, c4).fma(s, c3).fma(s, c2).fma(s, minusOne).fma(s, one);
      e =
          e.mul(
              shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats());
      e = e.mul(lowered);
      one.blend(e, v.compare(VectorOperators.LT, zero)).div(e.add(one)).intoArray(y, i);
    }
  }
}
