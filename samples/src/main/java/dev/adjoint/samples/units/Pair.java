package dev.adjoint.samples.units;

import static dev.adjoint.Scalars.sigmoid;
import static dev.adjoint.Scalars.softplus;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.random.RandomSource;

/** Two hidden units and an output unit, all of them logistic. */
record Pair(ThresholdUnit first, ThresholdUnit second, ThresholdUnit output) {
  /** Random weights. */
  static Pair init(RandomSource random) {
    return new Pair(unit(random), unit(random), unit(random));
  }

  private static ThresholdUnit unit(RandomSource random) {
    return new ThresholdUnit(random.nextGaussian(), random.nextGaussian(), random.nextGaussian());
  }

  /** The logit of the output. */
  @Differentiable
  double logit(double x1, double x2) {
    double h1 = sigmoid(first.input(x1, x2));
    double h2 = sigmoid(second.input(x1, x2));
    return output.input(h1, h2);
  }

  /** The mean cross-entropy over the truth table. */
  @Differentiable(wrt = "this")
  double loss(double[][] x, int[] table) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      double z = logit(x[i][0], x[i][1]);
      sum += table[i] == 1 ? softplus(-z) : softplus(z);
    }
    return sum / x.length;
  }
}
