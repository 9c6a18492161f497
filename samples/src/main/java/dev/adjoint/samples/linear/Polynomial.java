package dev.adjoint.samples.linear;

import dev.adjoint.annotations.Differentiable;

/** A linear model on the features 1, x, x², and so on. */
record Polynomial(double[] w) {
  /** The constant 0, as a polynomial of a degree. */
  static Polynomial ofDegree(int degree) {
    return new Polynomial(new double[degree + 1]);
  }

  @Differentiable
  double at(double x) {
    double sum = 0;
    double feature = 1;
    for (int i = 0; i < w.length; i++) {
      sum += w[i] * feature;
      feature *= x;
    }
    return sum;
  }

  /** The mean squared error. */
  @Differentiable(wrt = "this")
  double loss(double[] xs, double[] ts) {
    double sum = 0;
    for (int i = 0; i < xs.length; i++) {
      double error = at(xs[i]) - ts[i];
      sum += error * error;
    }
    return sum / xs.length;
  }
}
