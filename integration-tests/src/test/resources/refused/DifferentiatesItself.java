import dev.adjoint.annotations.*;

class DifferentiatesItself {
  @Differentiable
  // ERROR ADJ-LANG-01: a method that differentiates itself cannot be differentiated yet; let it differentiate another one
  static double f(double x) {
    return x * DifferentiatesItselfGrad.f(x).gradient();
  }
}
