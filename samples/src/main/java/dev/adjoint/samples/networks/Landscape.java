package dev.adjoint.samples.networks;

import static dev.adjoint.Scalars.sigmoid;
import static dev.adjoint.Scalars.softplus;
import static java.lang.Math.sin;
import static java.lang.Math.tanh;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.annotations.Mode;

/** Losses of models with two parameters, which can be seen from above. */
final class Landscape {
  static final double[] X = {-2, -1.5, -1, -0.4, 0.3, 0.8, 1.4, 2};
  static final int[] LABEL = {0, 0, 1, 0, 1, 0, 1, 1};

  private Landscape() {}

  /** Logistic regression with weight and bias: convex. */
  @Differentiable(modes = Mode.HESSIAN)
  static double logistic(double[] p) {
    double sum = 0;
    for (int i = 0; i < X.length; i++) {
      double z = p[0] * X[i] + p[1];
      sum += LABEL[i] == 1 ? softplus(-z) : softplus(z);
    }
    return sum / X.length;
  }

  /** A hidden tanh unit, v tanh(w x), for the target tanh(2x): two valleys and a saddle. */
  @Differentiable(modes = Mode.HESSIAN)
  static double hidden(double[] p) {
    double sum = 0;
    for (int i = 0; i < X.length; i++) {
      double error = p[1] * tanh(p[0] * X[i]) - tanh(2 * X[i]);
      sum += error * error;
    }
    return sum / X.length;
  }

  /** A wave, sin(w x + b), for the target sin(3x + 1): many valleys. */
  @Differentiable(modes = Mode.HESSIAN)
  static double wave(double[] p) {
    double sum = 0;
    for (int i = 0; i < X.length; i++) {
      double error = sin(p[0] * X[i] + p[1]) - sin(3 * X[i] + 1);
      sum += error * error;
    }
    return sum / X.length;
  }

  /** A logistic unit with the squared error: flat where the unit is saturated. */
  @Differentiable(modes = Mode.HESSIAN)
  static double saturated(double[] p) {
    double sum = 0;
    for (int i = 0; i < X.length; i++) {
      double error = sigmoid(p[0] * X[i] + p[1]) - sigmoid(3 * X[i]);
      sum += error * error;
    }
    return sum / X.length;
  }
}
