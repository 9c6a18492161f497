package dev.adjoint.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The error function's complement and what is made of it.
 *
 * <p>{@code erfc(t) = exp(-t^2) erfcx(t)}, and {@code (1 + 2 t) erfcx(t)} is a polynomial of degree
 * 10 in {@code (t - 4) / (t + 4)}, fitted at Chebyshev nodes for {@code t} from 0 to 10.5, beyond
 * which the exponential is 0. The relative error is below 1e-6 wherever the result is a normal
 * number.
 */
final class NormalDistribution {
  private static final float SQRT_HALF = 0.70710678f;

  /** 1 / sqrt(2 pi), the density at 0. */
  private static final float DENSITY = 0.39894228f;

  /** Beyond this, in either direction, the distribution function is 0 or 1. */
  private static final float FAR = 20;

  private NormalDistribution() {}

  /** 1 - erf(x). */
  static FloatVector complement(FloatVector x) {
    FloatVector t = near(x.abs());
    FloatVector upper = timesExponential(scaledComplement(t), t, -1);
    return FloatVector.broadcast(Lanes.FLOATS, 2)
        .sub(upper)
        .blend(upper, x.compare(VectorOperators.GE, 0));
  }

  /** x times the distribution function. */
  static FloatVector gelu(FloatVector x) {
    FloatVector a = near(x.abs());
    FloatVector lower = timesExponential(halfComplement(a).mul(a), a, -0.5f);
    // Negative infinity times 0 is no number.
    return x.sub(lower).blend(x.sub(x).sub(lower), x.compare(VectorOperators.LT, 0));
  }

  /** The distribution function, plus x times the density. */
  static FloatVector geluSlope(FloatVector x) {
    FloatVector a = near(x.abs());
    FloatVector e = timesExponential(FloatVector.broadcast(Lanes.FLOATS, 1), a, -0.5f);
    FloatVector upper = halfComplement(a).mul(e);
    FloatVector distribution =
        FloatVector.broadcast(Lanes.FLOATS, 1)
            .sub(upper)
            .blend(upper, x.compare(VectorOperators.LT, 0));
    return distribution.add(x.mul(e.mul(DENSITY)));
  }

  /** What times the exponential is the distribution function of -x. */
  private static FloatVector halfComplement(FloatVector x) {
    return scaledComplement(x.mul(SQRT_HALF)).mul(0.5f);
  }

  /** y exp(factor x^2), with what rounding the square lost. */
  private static FloatVector timesExponential(FloatVector y, FloatVector x, float factor) {
    FloatVector square = x.mul(x);
    FloatVector lost = x.fma(x, square.neg());
    return Exponential.times(square.mul(factor), y.mul(lost.mul(factor).add(1)));
  }

  private static FloatVector near(FloatVector x) {
    return x.blend(FAR, x.compare(VectorOperators.GT, FAR));
  }

  /** exp(t^2) erfc(t) for t from 0. */
  private static FloatVector scaledComplement(FloatVector t) {
    FloatVector q = t.sub(4).div(t.add(4));
    FloatVector p = q.mul(8.1457226e-4f).add(6.8146582e-3f);
    p = p.fma(q, FloatVector.broadcast(Lanes.FLOATS, -1.6088445e-2f));
    p = p.fma(q, FloatVector.broadcast(Lanes.FLOATS, 3.6400333e-2f));
    p = p.fma(q, FloatVector.broadcast(Lanes.FLOATS, -6.6578701e-2f));
    p = p.fma(q, FloatVector.broadcast(Lanes.FLOATS, 9.3839526e-2f));
    p = p.fma(q, FloatVector.broadcast(Lanes.FLOATS, -0.10099519f));
    p = p.fma(q, FloatVector.broadcast(Lanes.FLOATS, 6.8091333e-2f));
    p = p.fma(q, FloatVector.broadcast(Lanes.FLOATS, 1.5377444e-2f));
    p = p.fma(q, FloatVector.broadcast(Lanes.FLOATS, -0.13962102f));
    p = p.fma(q, FloatVector.broadcast(Lanes.FLOATS, 1.2329952f));
    return p.div(t.add(t).add(1));
  }
}
