package dev.adjoint.kernel;

/** Parameter updates in place. */
final class PlainOptimizers {
  private PlainOptimizers() {}

  static void sgd(SgdStep step, float[] p, float[] gradient, float[] v, int from, int to) {
    float rate = step.learningRate();
    float decay = step.weightDecay();
    if (step.momentum() == 0) {
      for (int i = from; i < to; i++) {
        p[i] -= rate * (gradient[i] + decay * p[i]);
      }
      return;
    }
    float momentum = step.first() ? 0 : step.momentum();
    float share = step.first() ? 1 : 1 - step.dampening();
    for (int i = from; i < to; i++) {
      v[i] = momentum * v[i] + share * (gradient[i] + decay * p[i]);
    }
    if (step.nesterov()) {
      float ahead = step.momentum();
      for (int i = from; i < to; i++) {
        p[i] -= rate * (gradient[i] + decay * p[i] + ahead * v[i]);
      }
    } else {
      for (int i = from; i < to; i++) {
        p[i] -= rate * v[i];
      }
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
    for (int i = from; i < to; i++) {
      float g = gradient[i] + decay * p[i];
      m[i] += blend * (g - m[i]);
      s[i] = beta2 * s[i] + blend2 * g * g;
      p[i] = shrink * p[i] - size * m[i] / ((float) Math.sqrt(s[i]) / correction + epsilon);
    }
  }
}
