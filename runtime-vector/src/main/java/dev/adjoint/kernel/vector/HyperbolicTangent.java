package dev.adjoint.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * tanh(x) as the quotient of polynomials that the plain kernels use (degrees 13 and 6, with the
 * coefficients of Eigen's {@code generic_fast_tanh_float}), rounded as they round it, so that both
 * give the same bits.
 */
final class HyperbolicTangent {
  /** Where the quotient reaches 1 exactly. */
  private static final float ONE = 7.90531110763549805f;

  private HyperbolicTangent() {}

  /** y[target + i] = tanh(x[from + i]) for whole vectors; {@code y} may be {@code x}. */
  static void apply(float[] x, int from, float[] y, int target, int count) {
    FloatVector p13 = FloatVector.broadcast(Lanes.FLOATS, -2.76076847742355e-16f);
    FloatVector p11 = FloatVector.broadcast(Lanes.FLOATS, 2.00018790482477e-13f);
    FloatVector p9 = FloatVector.broadcast(Lanes.FLOATS, 8.60467152213735e-11f);
    FloatVector p7 = FloatVector.broadcast(Lanes.FLOATS, 5.12229709037114e-08f);
    FloatVector p5 = FloatVector.broadcast(Lanes.FLOATS, 1.48572235717979e-05f);
    FloatVector p3 = FloatVector.broadcast(Lanes.FLOATS, 6.37261928875436e-04f);
    FloatVector p1 = FloatVector.broadcast(Lanes.FLOATS, 4.89352455891786e-03f);
    FloatVector q6 = FloatVector.broadcast(Lanes.FLOATS, 1.19825839466702e-06f);
    FloatVector q4 = FloatVector.broadcast(Lanes.FLOATS, 1.18534705686654e-04f);
    FloatVector q2 = FloatVector.broadcast(Lanes.FLOATS, 2.26843463243900e-03f);
    FloatVector q0 = FloatVector.broadcast(Lanes.FLOATS, 4.89352518554385e-03f);
    for (int i = 0; i < count; i += Lanes.COUNT) {
      FloatVector v = FloatVector.fromArray(Lanes.FLOATS, x, from + i);
      v = v.blend(ONE, v.compare(VectorOperators.GT, ONE));
      v = v.blend(-ONE, v.compare(VectorOperators.LT, -ONE));
      FloatVector s = v.mul(v);
      FloatVector p = s.mul(p13).add(p11);
      p = p.mul(s).sub(p9);
      p = p.mul(s).add(p7);
      p = p.mul(s).add(p5);
      p = p.mul(s).add(p3);
      p = p.mul(s).add(p1);
      FloatVector q = s.mul(q6).add(q4);
      q = q.mul(s).add(q2);
      q = q.mul(s).add(q0);
      v.mul(p).div(q).intoArray(y, target + i);
    }
  }
}
