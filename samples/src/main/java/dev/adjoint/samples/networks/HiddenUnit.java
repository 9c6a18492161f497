package dev.adjoint.samples.networks;

import static dev.adjoint.Scalars.sigmoid;

import dev.adjoint.annotations.Differentiable;

/** One logistic hidden unit between an input and a linear output. */
record HiddenUnit(double w, double b, double v, double c) {
  /** Half the squared error for an example. */
  @Differentiable(wrt = "this")
  double loss(double x, double t) {
    double z = w * x + b;
    double h = sigmoid(z);
    double y = v * h + c;
    return 0.5 * (y - t) * (y - t);
  }
}
