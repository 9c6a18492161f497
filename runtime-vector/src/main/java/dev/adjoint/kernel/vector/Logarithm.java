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

  private static final float LN_2_HIGH = 0.693359375f;
  private static final float LN_2_LOW = -2.12194440e-4f;

  private Logarithm() {}

  static FloatVector of(FloatVector x) {
    FloatVector scaled = x.mul(0x1p23f);
    var subnormal = x.compare(VectorOperators.LT, Float.MIN_NORMAL);
    FloatVector normal = x.blend(scaled, subnormal);
    FloatVector offset = FloatVector.zero(Lanes.FLOATS).blend(-23f, subnormal);
    IntVector bits = normal.reinterpretAsInts();
    IntVector e = bits.sub(ROOT_HALF_BITS).lanewise(VectorOperators.ASHR, 23);
    FloatVector f = bits.sub(e.lanewise(VectorOperators.LSHL, 23)).reinterpretAsFloats().sub(1);
    FloatVector exponent =
        e.add(Float.floatToRawIntBits(ROUNDER)).reinterpretAsFloats().sub(ROUNDER).add(offset);
    return special(x, combine(exponent, f));
  }

  private static FloatVector combine(FloatVector exponent, FloatVector f) {
    FloatVector square = f.mul(f);
    FloatVector y = polynomial(f).mul(square).mul(f);
    y = exponent.fma(FloatVector.broadcast(Lanes.FLOATS, LN_2_LOW), y);
    y = square.fma(FloatVector.broadcast(Lanes.FLOATS, -0.5f), y);
    return exponent.fma(FloatVector.broadcast(Lanes.FLOATS, LN_2_HIGH), f.add(y));
  }

  private static FloatVector polynomial(FloatVector f) {
    FloatVector p = f.mul(7.0376836292e-2f).add(-1.1514610310e-1f);
    p = p.fma(f, FloatVector.broadcast(Lanes.FLOATS, 1.1676998740e-1f));
    p = p.fma(f, FloatVector.broadcast(Lanes.FLOATS, -1.2420140846e-1f));
    p = p.fma(f, FloatVector.broadcast(Lanes.FLOATS, 1.4249322787e-1f));
    p = p.fma(f, FloatVector.broadcast(Lanes.FLOATS, -1.6668057665e-1f));
    p = p.fma(f, FloatVector.broadcast(Lanes.FLOATS, 2.0000714765e-1f));
    p = p.fma(f, FloatVector.broadcast(Lanes.FLOATS, -2.4999993993e-1f));
    return p.fma(f, FloatVector.broadcast(Lanes.FLOATS, 3.3333331174e-1f));
  }

  /** Infinity and NaN stay, 0 has no finite logarithm, and what is below 0 none at all. */
  private static FloatVector special(FloatVector x, FloatVector y) {
    FloatVector z = y.blend(x, x.compare(VectorOperators.EQ, Float.POSITIVE_INFINITY));
    z = z.blend(Float.NEGATIVE_INFINITY, x.compare(VectorOperators.EQ, 0));
    z = z.blend(Float.NaN, x.compare(VectorOperators.LT, 0));
    return z.blend(x, x.compare(VectorOperators.NE, x));
  }
}
