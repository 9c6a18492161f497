package dev.adjoint.samples.networks;

import static java.lang.Math.tanh;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.random.RandomSource;

/**
 * A network from a number to a number: a hidden layer of tanh units and a linear output.
 *
 * @param w weights of the hidden units
 * @param b biases of the hidden units
 * @param v weights of the output
 * @param c bias of the output
 */
record Curve(double[] w, double[] b, double[] v, double c) {
  /** Random weights, with the kinks of the units spread over -1 to 1. */
  static Curve init(int hidden, RandomSource random) {
    double[] w = new double[hidden];
    double[] b = new double[hidden];
    double[] v = new double[hidden];
    for (int i = 0; i < hidden; i++) {
      w[i] = 3 * random.nextGaussian();
      b[i] = -w[i] * (2 * random.nextDouble() - 1);
      v[i] = random.nextGaussian() / hidden;
    }
    return new Curve(w, b, v, 0);
  }

  /** The activation of a hidden unit. */
  double unit(int i, double x) {
    return tanh(w[i] * x + b[i]);
  }

  @Differentiable
  double at(double x) {
    double y = c;
    for (int i = 0; i < w.length; i++) {
      y += v[i] * tanh(w[i] * x + b[i]);
    }
    return y;
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
