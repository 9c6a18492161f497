import dev.adjoint.annotations.*;

class NoDerivativeFor {
  @Primitive
  @Vjp(of = "x", is = "yBar * c")
  static double times(double x, double c) {
    return x * c;
  }

  @Differentiable
  static double fine(double x) {
    return times(x, 3);
  }

  @Differentiable
  static double f(double x) {
    // ERROR ADJ-LANG-03: has no derivative for its operand "c"
    return times(2, x);
  }
}
