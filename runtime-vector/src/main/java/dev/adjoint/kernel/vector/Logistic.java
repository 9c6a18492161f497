package dev.adjoint.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** Functions made of exp(-|x|), which never overflows. */
final class Logistic {
  /** 2 sqrt(2 / pi), with which tanh becomes the logistic function. */
  private static final float STEEPNESS = 1.59576912f;

  private static final float CUBIC = 0.044715f;

  private static final float FAR = 20;

  private Logistic() {}

  /** 1 / (1 + exp(-x)), for negative x as exp(x) / (1 + exp(x)). */
  static FloatVector sigmoid(FloatVector x) {
    FloatVector e = Exponential.of(x.abs().neg());
    FloatVector one = FloatVector.broadcast(Lanes.FLOATS, 1);
    return one.blend(e, x.compare(VectorOperators.LT, 0)).div(e.add(1));
  }

  /** x sigmoid(2 u) with u = sqrt(2 / pi) (x + 0.044715 x^3). */
  static FloatVector gelu(FloatVector x) {
    FloatVector square = x.mul(x);
    return x.mul(sigmoid(x.mul(STEEPNESS).mul(square.mul(CUBIC).add(1))));
  }

  /** The derivative of that. */
  static FloatVector geluSlope(FloatVector x) {
    // Farther out the logistic function is 0 or 1, but its argument's derivative overflows.
    FloatVector near = x.blend(FAR, x.compare(VectorOperators.GT, FAR));
    near = near.blend(-FAR, near.compare(VectorOperators.LT, -FAR));
    FloatVector square = near.mul(near);
    FloatVector e = Exponential.of(near.mul(STEEPNESS).mul(square.mul(CUBIC).add(1)).abs().neg());
    FloatVector sum = e.add(1);
    FloatVector one = FloatVector.broadcast(Lanes.FLOATS, 1);
    FloatVector share = one.blend(e, x.compare(VectorOperators.LT, 0)).div(sum);
    FloatVector inner = square.mul(3 * CUBIC).add(1).mul(STEEPNESS);
    FloatVector bend = near.mul(inner).mul(e.div(sum.mul(sum)));
    // Where x is infinite there is no derivative.
    return bend.add(share).add(x.sub(x));
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
