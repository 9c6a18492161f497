package dev.adjoint.tensor;

import dev.adjoint.Workspace;

/** Loops of activations that take one exponential for each element. */
final class ActivationLoops {
  private ActivationLoops() {}

  /** {@code negative (exp(rate x) - 1)} up to 0, {@code positive x} from there. */
  static Tensor elu(Tensor x, float negative, float rate, float positive) {
    float[] y = Workspace.floats(x.data.length);
    for (int i = 0; i < y.length; i++) {
      float v = x.data[i];
      y[i] = v <= 0 ? (float) (negative * Math.expm1((double) rate * v)) : positive * v;
    }
    return Tensor.wrap(y, x.shape);
  }

  /** {@code negative exp(rate x)} up to 0, {@code positive} from there. */
  static Tensor eluSlope(Tensor x, float negative, float rate, float positive) {
    float[] y = Workspace.floats(x.data.length);
    for (int i = 0; i < y.length; i++) {
      float v = x.data[i];
      y[i] = v <= 0 ? (float) (negative * Math.exp((double) rate * v)) : positive;
    }
    return Tensor.wrap(y, x.shape);
  }

  static Tensor mish(Tensor x) {
    float[] y = Workspace.floats(x.data.length);
    for (int i = 0; i < y.length; i++) {
      y[i] = (float) (x.data[i] * gate(x.data[i]));
    }
    return Tensor.wrap(y, x.shape);
  }

  static Tensor mishSlope(Tensor x) {
    float[] y = Workspace.floats(x.data.length);
    for (int i = 0; i < y.length; i++) {
      double v = x.data[i];
      double t = gate(v);
      y[i] = (float) (t + v * (1 - t * t) / (1 + Math.exp(-v)));
    }
    return Tensor.wrap(y, x.shape);
  }

  static Tensor mishCurvature(Tensor x) {
    float[] y = Workspace.floats(x.data.length);
    for (int i = 0; i < y.length; i++) {
      double v = x.data[i];
      double t = gate(v);
      double s = 1 / (1 + Math.exp(-v));
      y[i] = (float) ((1 - t * t) * s * (2 + v * (1 - s - 2 * t * s)));
    }
    return Tensor.wrap(y, x.shape);
  }

  /** tanh(log(1 + exp(v))), by one exponential. */
  private static double gate(double v) {
    if (v > 20) {
      return 1;
    }
    double e = Math.exp(v);
    double n = e * (e + 2);
    return n / (n + 2);
  }

  static Tensor hardSwishSlope(Tensor x) {
    float[] y = Workspace.floats(x.data.length);
    for (int i = 0; i < y.length; i++) {
      float v = x.data[i];
      y[i] = v <= -3 ? 0 : v < 3 ? v / 3 + 0.5f : 1;
    }
    return Tensor.wrap(y, x.shape);
  }
}
