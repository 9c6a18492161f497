package dev.adjoint.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** Functions made of exp(-|x|), which never overflows. */
final class Logistic {
  private Logistic() {}

  /** 1 / (1 + exp(-x)), for negative x as exp(x) / (1 + exp(x)). */
  static FloatVector sigmoid(FloatVector x) {
    FloatVector e = Exponential.of(x.abs().neg());
    FloatVector one = FloatVector.broadcast(Lanes.FLOATS, 1);
    return one.blend(e, x.compare(VectorOperators.LT, 0)).div(e.add(1));
  }

  /** log(1 + exp(x)) = max(x, 0) + log(1 + exp(-|x|)). */
  static FloatVector softplus(FloatVector x) {
    FloatVector e = Exponential.of(x.abs().neg());
    FloatVector u = e.add(1);
    // What rounding 1 + e lost counts to first order.
    FloatVector rest = e.sub(u.sub(1)).div(u);
    return Logarithm.of(u).add(rest).add(positivePart(x));
  }

  /** The larger of x and 0; NaN stays. */
  static FloatVector positivePart(FloatVector x) {
    return x.blend(0, x.compare(VectorOperators.LE, 0));
  }
}
