import dev.adjoint.annotations.Differentiable;

/** A call that runs the method of whichever record it is. */
@Differentiable
sealed interface Curve {
  double at(double x);

  @Differentiable
  record Line(double slope, double offset) implements Curve {
    @Override
    public double at(double x) {
      return slope * x + offset;
    }
  }

  @Differentiable
  record Wave(double height, double[] phases, int harmonics) implements Curve {
    @Override
    public double at(double x) {
      double y = 0;
      for (int i = 0; i < harmonics; i++) {
        y += Math.sin(x + phases[i]);
      }
      return height * y;
    }
  }

  @Differentiable
  record Sum(Curve left, Curve right) implements Curve {
    @Override
    public double at(double x) {
      return left.at(x) + right.at(x);
    }
  }

  @Differentiable(wrt = "curve")
  static double squaredError(Curve curve, double[] x, double[] y) {
    double loss = 0;
    for (int i = 0; i < x.length; i++) {
      double error = curve.at(x[i]) - y[i];
      loss += error * error;
    }
    return curve instanceof Line line ? loss + line.slope() * line.slope() : loss;
  }
}
