package dev.adjoint.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * log(x) = e log 2 + log(1 + f), x being 2^e (1 + f) with 1 + f from sqrt(1/2) to sqrt(2), with the
 * polynomial of Cephes' {@code logf} for log(1 + f). The relative error is below 3e-7.
 */
final class Logarithm {
  /** The bits of sqrt(1/2). */
  private static final int ROOT_HALF_BITS = 0x3f3504f3;

  /** 1.5 * 2^23: small integers added to its bits are added to its value. */
  private static final float ROUNDER = 12582912;

  private static final int ROUNDER_BITS = Float.floatToRawIntBits(ROUNDER);
  private static final float LN_2_HIGH = 0.693359375f;
  private static final float LN_2_LOW = -2.12194440e-4f;

  private Logarithm() {}

  /** y[target + i] = log(x[from + i]) for whole vectors; {@code y} may be {@code x}. */
  static void apply(float[] x, int from, float[] y, int target, int count) {
    for (int i = 0; i < count; i += Lanes.COUNT) {
      FloatVector v = FloatVector.fromArray(Lanes.FLOATS, x, from + i);
      var subnormal = v.compare(VectorOperators.LT, Float.MIN_NORMAL);
      FloatVector normal = v.blend(v.mul(0x1p23f), subnormal);
      FloatVector offset = FloatVector.zero(Lanes.FLOATS).blend(-23f, subnormal);
      IntVector bits = normal.reinterpretAsInts();
      IntVector e = bits.sub(ROOT_HALF_BITS).lanewise(VectorOperators.ASHR, 23);
      FloatVector f = bits.sub(e.lanewise(VectorOperators.LSHL, 23)).reinterpretAsFloats().sub(1);
      FloatVector exponent = e.add(ROUNDER_BITS).reinterpretAsFloats().sub(ROUNDER).add(offset);
      FloatVector p = f.mul(7.0376836292e-2f).add(-1.1514610310e-1f);
      p = p.fma(f, FloatVector.broadcast(Lanes.FLOATS, 1.1676998740e-1f));
      p = p.fma(f, FloatVector.broadcast(Lanes.FLOATS, -1.2420140846e-1f));
      p = p.fma(f, FloatVector.broadcast(Lanes.FLOATS, 1.4249322787e-1f));
      p = p.fma(f, FloatVector.broadcast(Lanes.FLOATS, -1.6668057665e-1f));
      p = p.fma(f, FloatVector.broadcast(Lanes.FLOATS, 2.0000714765e-1f));
      p = p.fma(f, FloatVector.broadcast(Lanes.FLOATS, -2.4999993993e-1f));
      p = p.fma(f, FloatVector.broadcast(Lanes.FLOATS, 3.3333331174e-1f));
      FloatVector square = f.mul(f);
      p = p.mul(square).mul(f);
      p = exponent.fma(FloatVector.broadcast(Lanes.FLOATS, LN_2_LOW), p);
      p = square.fma(FloatVector.broadcast(Lanes.FLOATS, -0.5f), p);
      p = exponent.fma(FloatVector.broadcast(Lanes.FLOATS, LN_2_HIGH), f.add(p));
      // Infinity and NaN stay, 0 has no finite logarithm, and what is below 0 none at all.
      p = p.blend(v, v.compare(VectorOperators.EQ, Float.POSITIVE_INFINITY));
      p = p.blend(Float.NEGATIVE_INFINITY, v.compare(VectorOperators.EQ, 0));
      p = p.blend(Float.NaN, v.compare(VectorOperators.LT, 0));
      p.blend(v, v.compare(VectorOperators.NE, v)).intoArray(y, target + i);
    }
  }
}
