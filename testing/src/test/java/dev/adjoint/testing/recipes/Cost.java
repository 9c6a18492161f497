package dev.adjoint.testing.recipes;

import dev.adjoint.annotations.Differentiable;

/** The methods on the page about checking gradients. */
final class Cost {
  private Cost() {}

  @Differentiable
  record Line(double slope, double offset) {}

  @Differentiable
  static double[] heights(Line line, double[] x) {
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] = line.slope() * x[i] + line.offset();
    }
    return y;
  }

  @Differentiable(wrt = "line")
  static double cost(Line line, double[] x, double[] t) {
    double[] y = heights(line, x);
    double sum = 0;
    for (int i = 0; i < t.length; i++) {
      sum += (y[i] - t[i]) * (y[i] - t[i]);
    }
    return sum;
  }
}
