package dev.adjoint.samples.calculus;

import static dev.adjoint.Scalars.sigmoid;
import static java.lang.Math.cos;
import static java.lang.Math.exp;
import static java.lang.Math.sin;

import dev.adjoint.annotations.Differentiable;

/** The functions of the first lectures, as plain Java. */
final class Functions {
  private Functions() {}

  /** Univariate logistic least squares. */
  @Differentiable(wrt = {"w", "b"})
  static double loss(double w, double b, double x, double t) {
    double z = w * x + b;
    double y = sigmoid(z);
    return 0.5 * (y - t) * (y - t);
  }

  /** The same with a penalty for a large weight. */
  @Differentiable(wrt = {"w", "b"})
  static double regularizedLoss(double w, double b, double x, double t, double lambda) {
    double z = w * x + b;
    double y = sigmoid(z);
    double loss = 0.5 * (y - t) * (y - t);
    double penalty = 0.5 * w * w;
    return loss + lambda * penalty;
  }

  /** Fan-out: {@code t} reaches the result on two ways. */
  @Differentiable
  static double fanOut(double t) {
    double x = cos(t);
    double y = t * t;
    return y + exp(x * y);
  }

  /** A sum and a product of two variables. */
  @Differentiable
  static double sineAndProduct(double x1, double x2) {
    return sin(x1) + x1 * x2;
  }

  /** A composition whose inner square is used twice. */
  @Differentiable
  static double composition(double x) {
    double square = x * x;
    return cos(sin(square) + 3 * square);
  }
}
