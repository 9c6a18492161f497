import dev.adjoint.annotations.*;

class TooHigh {
  @Differentiable
  // ERROR ADJ-LANG-01: a derivative of this method so high that it has over 255 parameters
  static double s0(double x) {
    return Math.sin(x);
  }

  @Differentiable
  // ERROR ADJ-LANG-01: a derivative of this method so high
  static double s1(double x) {
    return TooHighGrad.s0(x).gradient();
  }

  @Differentiable
  // ERROR ADJ-LANG-01: a derivative of this method so high
  static double s2(double x) {
    return TooHighGrad.s1(x).gradient();
  }

  @Differentiable
  static double s3(double x) {
    return TooHighGrad.s2(x).gradient();
  }

  @Differentiable
  static double s4(double x) {
    return TooHighGrad.s3(x).gradient();
  }

  @Differentiable
  static double s5(double x) {
    return TooHighGrad.s4(x).gradient();
  }

  @Differentiable
  static double s6(double x) {
    return TooHighGrad.s5(x).gradient();
  }

  @Differentiable
  static double s7(double x) {
    return TooHighGrad.s6(x).gradient();
  }

  @Differentiable
  static double s8(double x) {
    return TooHighGrad.s7(x).gradient();
  }
}
