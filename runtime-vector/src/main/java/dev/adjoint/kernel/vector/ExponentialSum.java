package dev.adjoint.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Exponentials of how far numbers are below a largest one, and their sum.
 *
 * <p>What is not greater than 1 needs less than {@link Exponential} does: one factor 2^n, with a
 * polynomial of degree 5 that is off by 1e-7, and what would not be a normal number is 0.
 */
final class ExponentialSum extends VectorLoops {
  /** Beyond this distance the exponential is 0: up to it, it is a normal number. */
  private static final float FAR = 87.3f;

  private static final float LOG2_E = -1.44269504f;

  /**
   * 1.5 * 2^23 and 127: adding it rounds to an integer, and the last bits of the sum then hold the
   * bits of the exponent of 2 to the power of that.
   */
  private static final float ROUNDER = 12582912 + 127;

  /** log 2 in two parts, the first so short that its product with n is exact. */
  private static final float LN_2_HIGH = 0.693359375f;

  private static final float LN_2_LOW = -2.12194440e-4f;

  private ExponentialSum() {}

  /**
   * y = exp(x - max) for whole vectors; {@code y} may be {@code x} at the same place. It is too
   * long to be inlined.
   *
   * @param lanes the first is the largest number; all are set to parts of the sum
   */
  static void apply(float[] x, int from, float[] y, int target, int count, float[] lanes) {
    assert count % Lanes.COUNT == 0 && from + count <= x.length && target + count <= y.length
        : "no whole vectors: " + count;
    FloatVector max = FloatVector.broadcast(Lanes.FLOATS, lanes[0]);
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
    FloatVector sum = zero;
    for (int i = 0; i < count; i += Lanes.COUNT) {
      FloatVector d = max.sub(FloatVector.fromArray(Lanes.FLOATS, x, from + i));
      FloatVector shifted = d.fma(log2E, rounder);
      FloatVector n = shifted.sub(rounder);
      FloatVector s = n.fma(low, n.fma(high, d));
      FloatVector p = s.fma(c5, c4).fma(s, c3).fma(s, c2).fma(s, minusOne).fma(s, one);
      // The factor is 2^n, and whatever it is for NaN leaves NaN.
      p =
          p.mul(
              shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats());
      p = p.blend(zero, d.compare(VectorOperators.GT, far));
      sum = sum.add(p);
      p.intoArray(y, target + i);
    }
    sum.intoArray(lanes, 0);
  }
}
