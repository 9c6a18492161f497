import dev.adjoint.annotations.*;

class UnknownWrt {
  // ERROR ADJ-METHOD-05: wrt names "wieght", which is not a parameter of f: did you mean "weight"?
  @Differentiable(wrt = "wieght")
  static double f(double weight, double x) {
    return weight * x;
  }

  // ERROR ADJ-METHOD-05: wrt names "this", which is not a parameter of g
  @Differentiable(wrt = {"this", "x"})
  static double g(double x) {
    return x;
  }
}
