import dev.adjoint.annotations.*;

class KeptPullbacks {
  @Differentiable
  static double keptPullback(double x) {
    // ERROR ADJ-LANG-01: a pullback that is kept cannot be differentiated yet; make it where it is applied
    var pullback = KeptPullbacksGrad.ofPlainPullback(x);
    return pullback.apply(2);
  }

  @Differentiable
  static double valueOfPullback(double x) {
    // ERROR ADJ-LANG-01: the value of a pullback cannot be differentiated yet; call ofPlain itself
    return KeptPullbacksGrad.ofPlainPullback(x).value();
  }

  @Differentiable
  static double ofPlain(double x) {
    return x * x;
  }
}
