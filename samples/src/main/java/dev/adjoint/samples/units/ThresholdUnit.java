package dev.adjoint.samples.units;

import dev.adjoint.annotations.Differentiable;

/** A unit that fires if its weighted input is positive. */
record ThresholdUnit(double w1, double w2, double b) {
  static final ThresholdUnit ZERO = new ThresholdUnit(0, 0, 0);

  @Differentiable
  double input(double x1, double x2) {
    return w1 * x1 + w2 * x2 + b;
  }

  int fires(double x1, double x2) {
    return input(x1, x2) > 0 ? 1 : 0;
  }

  /**
   * The perceptron's criterion, whose gradient is the perceptron rule: nothing for a right answer,
   * and the input times its target for a wrong one, where 0 is wrong.
   *
   * @param t the target, 1 or -1
   */
  @Differentiable(wrt = "this")
  double loss(double x1, double x2, double t) {
    double margin = t * input(x1, x2);
    return margin > 0 ? 0 : -margin;
  }
}
