import dev.adjoint.annotations.Differentiable;

class ChainRule {
  static double sigmoid(double z) {
    return 1 / (1 + Math.exp(-z));
  }

  /** Univariate logistic least squares. */
  @Differentiable(wrt = {"w", "b"})
  static double loss(double w, double b, double x, double t) {
    double z = w * x + b;
    double y = sigmoid(z);
    return 0.5 * (y - t) * (y - t);
  }

  @Differentiable(wrt = {"w", "b"})
  static double regularized(double w, double b, double x, double t, double lambda) {
    double z = w * x + b;
    double y = sigmoid(z);
    double loss = 0.5 * (y - t) * (y - t);
    double regularizer = 0.5 * w * w;
    return loss + lambda * regularizer;
  }

  @Differentiable
  static double fanOut(double t) {
    double x = Math.cos(t);
    double y = t * t;
    return y + Math.exp(x * y);
  }

  @Differentiable
  static double twoInputs(double x1, double x2) {
    return Math.sin(x1) + x1 * x2;
  }

  @Differentiable
  static double composed(double x) {
    return Math.cos(Math.sin(x * x) + 3 * x * x);
  }
}
