package dev.adjoint.kernel.vector;

import dev.adjoint.kernel.AdamStep;
import dev.adjoint.kernel.SgdStep;
import jdk.incubator.vector.FloatVector;

/**
 * Parameter updates in place, over whole vectors. Each number is read and written once, and rounded
 * as the plain kernels round it, which take what is left of a range.
 */
final class VectorOptimizers extends VectorLoops {
  private VectorOptimizers() {}

  static void sgd(SgdStep step, float[] p, float[] gradient, float[] v, int from, int to) {
    if (step.momentum() == 0) {
      withoutMomentum(step.learningRate(), step.weightDecay(), p, gradient, from, to);
    } else if (step.nesterov()) {
      ahead(step, p, gradient, v, from, to);
    } else {
      withMomentum(step, p, gradient, v, from, to);
    }
  }

  private static void withoutMomentum(
      float rate, float decay, float[] p, float[] gradient, int from, int to) {
    for (int i = from; i < to; i += Lanes.COUNT) {
      FloatVector q = Lanes.load(p, i);
      FloatVector g = Lanes.load(gradient, i).add(q.mul(decay));
      q.sub(g.mul(rate)).intoArray(p, i);
    }
  }

  private static void withMomentum(
      SgdStep step, float[] p, float[] gradient, float[] v, int from, int to) {
    float rate = step.learningRate();
    float decay = step.weightDecay();
    float momentum = step.first() ? 0 : step.momentum();
    float share = step.first() ? 1 : 1 - step.dampening();
    for (int i = from; i < to; i += Lanes.COUNT) {
      FloatVector q = Lanes.load(p, i);
      FloatVector g = Lanes.load(gradient, i).add(q.mul(decay));
      FloatVector velocity = Lanes.load(v, i).mul(momentum).add(g.mul(share));
      velocity.intoArray(v, i);
      q.sub(velocity.mul(rate)).intoArray(p, i);
    }
  }

  private static void ahead(
      SgdStep step, float[] p, float[] gradient, float[] v, int from, int to) {
    float rate = step.learningRate();
    float decay = step.weightDecay();
    float momentum = step.first() ? 0 : step.momentum();
    float share = step.first() ? 1 : 1 - step.dampening();
    float ahead = step.momentum();
    for (int i = from; i < to; i += Lanes.COUNT) {
      FloatVector q = Lanes.load(p, i);
      FloatVector g = Lanes.load(gradient, i).add(q.mul(decay));
      FloatVector velocity = Lanes.load(v, i).mul(momentum).add(g.mul(share));
      velocity.intoArray(v, i);
      q.sub(g.add(velocity.mul(ahead)).mul(rate)).intoArray(p, i);
    }
  }

  static void adam(
      AdamStep step, float[] p, float[] gradient, float[] m, float[] s, int from, int to) {
    float decay = step.weightDecay();
    float blend = step.beta1Complement();
    float beta2 = step.beta2();
    float blend2 = step.beta2Complement();
    float shrink = step.shrink();
    float size = step.stepSize();
    float correction = step.rootCorrection();
    float epsilon = step.epsilon();
    for (int i = from; i < to; i += Lanes.COUNT) {
      FloatVector q = Lanes.load(p, i);
      FloatVector g = Lanes.load(gradient, i).add(q.mul(decay));
      FloatVector mean = Lanes.load(m, i);
      mean = mean.add(g.sub(mean).mul(blend));
      mean.intoArray(m, i);
      FloatVector square = Lanes.load(s, i).mul(beta2).add(g.mul(blend2).mul(g));
      square.intoArray(s, i);
      FloatVector divisor = square.sqrt().div(correction).add(epsilon);
      q.mul(shrink).sub(mean.mul(size).div(divisor)).intoArray(p, i);
    }
  }
}
