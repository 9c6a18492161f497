import dev.adjoint.annotations.*;

class NoDerivative {
  interface Model {
    double value(double x);
  }

  @Differentiable
  static double f(double x) {
    // ERROR ADJ-LANG-02: Math.nextAfter has no derivative, but depends here on the inputs
    return Math.nextAfter(x, 2);
  }

  @Differentiable
  static double parse(double x) {
    // ERROR ADJ-LANG-02: Double.doubleToLongBits has no derivative
    return x * Double.doubleToLongBits(x);
  }

  @Differentiable
  static double open(Model model, double x) {
    // ERROR ADJ-LANG-11: the function that Model.value calls comes from elsewhere
    return model.value(x);
  }

  @Differentiable
  static double constant(double x) {
    // What does not depend on the inputs needs no derivative.
    return x * Math.ulp(3.0);
  }

  @Differentiable
  static double mayWrite(Counter counter, double[] x) {
    // ERROR ADJ-LANG-02: Counter.count has no derivative
    int n = counter.count(x);
    return x[0] * n;
  }

  interface Counter {
    int count(double[] x);

    boolean isLarge(double x);
  }

  @Differentiable
  static double asks(Counter counter, double x, int[] labels) {
    return counter.isLarge(x) || java.util.Arrays.equals(labels, labels) ? x : 2 * x;
  }

  @Differentiable
  static double rounded(double x) {
    // WARNING ADJ-ZERO-01: Math.round is piecewise constant
    return x * Math.round(x);
  }
}
