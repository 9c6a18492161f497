import dev.adjoint.annotations.*;

class NoDerivative {
  interface Model {
    double value(double x);
  }

  @Differentiable
  static double f(double x) {
    // ERROR ADJ-LANG-02: Math.ulp has no derivative, but depends here on the inputs
    return Math.ulp(x);
  }

  @Differentiable
  static double parse(double x) {
    // ERROR ADJ-LANG-02: Double.sum has no derivative
    return Double.sum(x, 1);
  }

  @Differentiable
  static double open(Model model, double x) {
    // ERROR ADJ-LANG-02: value has no derivative
    return model.value(x);
  }

  @Differentiable
  static double constant(double x) {
    // What does not depend on the inputs needs no derivative.
    return x * Math.ulp(3.0);
  }
}
