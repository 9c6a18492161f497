package dev.adjoint.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * exp(x) = 2^n exp(r), n being x / log 2 rounded and r the rest, with the polynomial of Cephes'
 * {@code expf} for exp(r). The relative error is below 3e-7 wherever the result is a normal number.
 */
final class Exponential {
  /** Beyond this the result is infinite. */
  private static final float HIGHEST = 89;

  /** Below this the result is 0. */
  private static final float LOWEST = -104;

  /** 1.5 * 2^23: adding it rounds to an integer, which the last bits of the sum then hold. */
  private static final float ROUNDER = 12582912;

  private static final int ROUNDER_BITS = Float.floatToRawIntBits(ROUNDER);
  private static final float LOG2_E = 1.44269504f;

  /** log 2 in two parts, the first so short that its product with n is exact. */
  private static final float LN_2_HIGH = 0.693359375f;

  private static final float LN_2_LOW = -2.12194440e-4f;

  private Exponential() {}

  static FloatVector of(FloatVector x) {
    return times(x, FloatVector.broadcast(Lanes.FLOATS, 1));
  }

  /** factor exp(x), where a result that is no normal number is rounded once. */
  static FloatVector times(FloatVector x, FloatVector factor) {
    // Not min and max: these would let NaN through only at extra cost.
    FloatVector v = x.blend(HIGHEST, x.compare(VectorOperators.GT, HIGHEST));
    v = v.blend(LOWEST, v.compare(VectorOperators.LT, LOWEST));
    FloatVector shifted = v.mul(LOG2_E).add(ROUNDER);
    FloatVector n = shifted.sub(ROUNDER);
    FloatVector r = n.fma(FloatVector.broadcast(Lanes.FLOATS, -LN_2_HIGH), v);
    r = n.fma(FloatVector.broadcast(Lanes.FLOATS, -LN_2_LOW), r);
    FloatVector power = ofRest(r);
    // 2^n alone may be neither finite nor normal where the result is; its two halves always are.
    IntVector exponent = shifted.reinterpretAsInts().sub(ROUNDER_BITS);
    IntVector half = exponent.lanewise(VectorOperators.ASHR, 1);
    return power.mul(factor).mul(powerOfTwo(half)).mul(powerOfTwo(exponent.sub(half)));
  }

  private static FloatVector ofRest(FloatVector r) {
    FloatVector p = r.mul(1.9875691500e-4f).add(1.3981999507e-3f);
    p = p.fma(r, FloatVector.broadcast(Lanes.FLOATS, 8.3334519073e-3f));
    p = p.fma(r, FloatVector.broadcast(Lanes.FLOATS, 4.1665795894e-2f));
    p = p.fma(r, FloatVector.broadcast(Lanes.FLOATS, 1.6666665459e-1f));
    p = p.fma(r, FloatVector.broadcast(Lanes.FLOATS, 5.0000001201e-1f));
    return p.fma(r.mul(r), r).add(1);
  }

  private static FloatVector powerOfTwo(IntVector n) {
    return n.add(127).lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
  }
}
