package dev.adjoint.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * exp(x) = 2^n exp(r), n being x / log 2 rounded and r the rest, with the polynomial of Cephes'
 * {@code expf} for exp(r). The relative error is below 3e-7 wherever the result is a normal number.
 *
 * <p>Here as in all functions of this package a loop calls nothing but the Vector API: what HotSpot
 * does not inline, because a method has become too long or was compiled before, makes an object of
 * every vector that it is given, and takes fifty times as long. What needs an exponential therefore
 * goes through a short array between its own loops and this one.
 */
final class Exponential {
  /** From here the result is infinite. */
  static final float HIGHEST = 89;

  /** Up to here the result is 0. */
  static final float LOWEST = -104;

  /** 1.5 * 2^23: adding it rounds to an integer, which the last bits of the sum then hold. */
  private static final float ROUNDER = 12582912;

  private static final int ROUNDER_BITS = Float.floatToRawIntBits(ROUNDER);
  private static final float LOG2_E = 1.44269504f;

  /** log 2 in two parts, the first so short that its product with n is exact. */
  private static final float LN_2_HIGH = 0.693359375f;

  private static final float LN_2_LOW = -2.12194440e-4f;

  private Exponential() {}

  /** y = exp(x) for whole vectors; {@code y} may be {@code x}. */
  static void apply(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i += Lanes.COUNT) {
      FloatVector v = FloatVector.fromArray(Lanes.FLOATS, x, i);
      // Not min and max: these would let NaN through only at extra cost.
      v = v.blend(HIGHEST, v.compare(VectorOperators.GT, HIGHEST));
      v.blend(LOWEST, v.compare(VectorOperators.LT, LOWEST)).intoArray(y, i);
    }
    ofNear(y, from, to - from);
  }

  /**
   * Replaces numbers by their exponentials, in whole vectors: numbers from {@link #LOWEST} to
   * {@link #HIGHEST}, or NaN. Bringing them there costs more in this loop than in the one before
   * it. So long as constants in variables make it, HotSpot inlines the loop nowhere.
   */
  static void ofNear(float[] x, int from, int count) {
    FloatVector log2E = FloatVector.broadcast(Lanes.FLOATS, LOG2_E);
    FloatVector rounder = FloatVector.broadcast(Lanes.FLOATS, ROUNDER);
    FloatVector high = FloatVector.broadcast(Lanes.FLOATS, -LN_2_HIGH);
    FloatVector low = FloatVector.broadcast(Lanes.FLOATS, -LN_2_LOW);
    FloatVector c7 = FloatVector.broadcast(Lanes.FLOATS, 1.9875691500e-4f);
    FloatVector c6 = FloatVector.broadcast(Lanes.FLOATS, 1.3981999507e-3f);
    FloatVector c5 = FloatVector.broadcast(Lanes.FLOATS, 8.3334519073e-3f);
    FloatVector c4 = FloatVector.broadcast(Lanes.FLOATS, 4.1665795894e-2f);
    FloatVector c3 = FloatVector.broadcast(Lanes.FLOATS, 1.6666665459e-1f);
    FloatVector c2 = FloatVector.broadcast(Lanes.FLOATS, 5.0000001201e-1f);
    FloatVector one = FloatVector.broadcast(Lanes.FLOATS, 1);
    for (int i = 0; i < count; i += Lanes.COUNT) {
      FloatVector v = FloatVector.fromArray(Lanes.FLOATS, x, from + i);
      FloatVector shifted = v.mul(log2E).add(rounder);
      FloatVector n = shifted.sub(rounder);
      FloatVector r = n.fma(low, n.fma(high, v));
      FloatVector p = r.mul(c7).add(c6).fma(r, c5).fma(r, c4).fma(r, c3).fma(r, c2);
      p = p.fma(r.mul(r), r).add(one);
      // 2^n alone may be neither finite nor normal where the result is; its two halves always are.
      IntVector exponent = shifted.reinterpretAsInts().sub(ROUNDER_BITS);
      IntVector half = exponent.lanewise(VectorOperators.ASHR, 1);
      IntVector rest = exponent.sub(half);
      p = p.mul(half.add(127).lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats());
      p = p.mul(rest.add(127).lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats());
      p.intoArray(x, from + i);
    }
  }
}
