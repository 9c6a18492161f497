import dev.adjoint.annotations.*;

class DifferentiatesItself {
  @Differentiable
  // ERROR ADJ-LANG-01: a method that differentiates itself cannot be differentiated yet; let it differentiate another one
  static double f(double x) {
    return x * DifferentiatesItselfGrad.f(x).gradient();
  }

  @Differentiable
  // ERROR ADJ-LANG-01: a method that differentiates itself
  static double ping(double x) {
    return x < 0 ? x : helper(x - 1);
  }

  static double helper(double x) {
    return DifferentiatesItselfGrad.pong(x).gradient();
  }

  @Differentiable
  // ERROR ADJ-LANG-01: a method that differentiates itself
  static double pong(double x) {
    return x * DifferentiatesItselfGrad.ping(x).gradient();
  }
}
