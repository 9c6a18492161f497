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
    for (int i = 0; i < count; i += Lanes.COUNT) {
      FloatVector v = FloatVector.fromArray(Lanes.FLOATS, x, from + i);
      v = v.blend(ONE, v.compare(VectorOperators.GT, ONE));
      v = v.blend(-ONE, v.compare(VectorOperators.LT, -ONE));
      FloatVector s = v.mul(v);
      FloatVector p = s.mul(-2.76076847742355e-16f).add(2.00018790482477e-13f);
      p = p.mul(s).sub(8.60467152213735e-11f);
      p = p.mul(s).add(5.12229709037114e-08f);
      p = p.mul(s).add(1.48572235717979e-05f);
      p = p.mul(s).add(6.37261928875436e-04f);
      p = p.mul(s).add(4.89352455891786e-03f);
      FloatVector q = s.mul(1.19825839466702e-06f).add(1.18534705686654e-04f);
      q = q.mul(s).add(2.26843463243900e-03f);
      q = q.mul(s).add(4.89352518554385e-03f);
      v.mul(p).div(q).intoArray(y, target + i);
    }
  }
}
