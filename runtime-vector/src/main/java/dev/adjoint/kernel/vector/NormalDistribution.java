package dev.adjoint.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The error function's complement, over the whole vectors of a chunk; {@code y} may be {@code x}.
 *
 * <p>{@code erfc(t) = exp(-t^2) erfcx(t)}, and {@code (1 + 2 t) erfcx(t)} is a polynomial of degree
 * 10 in {@code (t - 4) / (t + 4)}, fitted at Chebyshev nodes for {@code t} from 0 to 10.5, beyond
 * which the exponential is 0. The relative error is below 1e-6 wherever the result is a normal
 * number.
 */
final class NormalDistribution {
  /** Beyond this, in either direction, the complement is 0 or 2: sqrt(104). */
  private static final float FAR = 10.198f;

  private NormalDistribution() {}

  /** 1 - erf(x). */
  static void complement(float[] x, float[] y, int from, int to) {
    Scratch scratch = Scratch.get();
    float[] e = scratch.chunk;
    float[] t = scratch.secondChunk;
    int count = to - from;
    parts(x, from, e, t, count);
    for (int j = 0; j < count; j += Lanes.COUNT) {
      FloatVector upper = FloatVector.fromArray(Lanes.FLOATS, t, j);
      upper = upper.mul(FloatVector.fromArray(Lanes.FLOATS, e, j));
      FloatVector v = FloatVector.fromArray(Lanes.FLOATS, x, from + j);
      FloatVector two = FloatVector.broadcast(Lanes.FLOATS, 2);
      two.sub(upper).blend(upper, v.compare(VectorOperators.GE, 0)).intoArray(y, from + j);
    }
  }

  /**
   * The factors of the complement for numbers |x| or, beyond it, the place where it is 0.
   *
   * @param e where exp(-x^2) goes, with what rounding the square lost
   * @param t where erfcx(|x|) goes
   */
  private static void parts(float[] x, int from, float[] e, float[] t, int count) {
    for (int i = 0; i < count; i += Lanes.COUNT) {
      FloatVector a = FloatVector.fromArray(Lanes.FLOATS, x, from + i).abs();
      a = a.blend(FAR, a.compare(VectorOperators.GT, FAR));
      a.intoArray(t, i);
      a.mul(a).neg().intoArray(e, i);
    }
    Exponential.ofNear(e, 0, count);
    correct(t, e, count);
    scaledComplement(t, count);
  }

  /** Multiplies by the exponential of what rounding the square of {@code a} lost. */
  private static void correct(float[] a, float[] e, int count) {
    for (int i = 0; i < count; i += Lanes.COUNT) {
      FloatVector v = FloatVector.fromArray(Lanes.FLOATS, a, i);
      FloatVector lost = v.fma(v, v.mul(v).neg());
      FloatVector d = FloatVector.fromArray(Lanes.FLOATS, e, i);
      d.mul(lost.neg().add(1)).intoArray(e, i);
    }
  }

  /** t[i] = erfcx(t[i]) for what is not negative. */
  private static void scaledComplement(float[] t, int count) {
    FloatVector one = FloatVector.broadcast(Lanes.FLOATS, 1);
    FloatVector four = FloatVector.broadcast(Lanes.FLOATS, 4);
    FloatVector c10 = FloatVector.broadcast(Lanes.FLOATS, 8.1457226e-4f);
    FloatVector c9 = FloatVector.broadcast(Lanes.FLOATS, 6.8146582e-3f);
    FloatVector c8 = FloatVector.broadcast(Lanes.FLOATS, -1.6088445e-2f);
    FloatVector c7 = FloatVector.broadcast(Lanes.FLOATS, 3.6400333e-2f);
    FloatVector c6 = FloatVector.broadcast(Lanes.FLOATS, -6.6578701e-2f);
    FloatVector c5 = FloatVector.broadcast(Lanes.FLOATS, 9.3839526e-2f);
    FloatVector c4 = FloatVector.broadcast(Lanes.FLOATS, -0.10099519f);
    FloatVector c3 = FloatVector.broadcast(Lanes.FLOATS, 6.8091333e-2f);
    FloatVector c2 = FloatVector.broadcast(Lanes.FLOATS, 1.5377444e-2f);
    FloatVector c1 = FloatVector.broadcast(Lanes.FLOATS, -0.13962102f);
    FloatVector c0 = FloatVector.broadcast(Lanes.FLOATS, 1.2329952f);
    for (int i = 0; i < count; i += Lanes.COUNT) {
      FloatVector a = FloatVector.fromArray(Lanes.FLOATS, t, i);
      // One division for both quotients.
      FloatVector far4 = a.add(four);
      FloatVector twice = a.add(a).add(one);
      FloatVector inverse = one.div(far4.mul(twice));
      FloatVector q = a.sub(four).mul(twice.mul(inverse));
      FloatVector p = q.mul(c10).add(c9);
      p = p.fma(q, c8);
      p = p.fma(q, c7);
      p = p.fma(q, c6);
      p = p.fma(q, c5);
      p = p.fma(q, c4);
      p = p.fma(q, c3);
      p = p.fma(q, c2);
      p = p.fma(q, c1);
      p = p.fma(q, c0);
      p.mul(far4.mul(inverse)).intoArray(t, i);
    }
  }
}
