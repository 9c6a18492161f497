import dev.adjoint.annotations.*;

class UnknownMutates {
  // ERROR ADJ-METHOD-12: mutates names "wieght", which is not a parameter of f: did you mean "weight"?
  @Differentiable(mutates = "wieght")
  static double f(double[] weight, double x) {
    return weight[0] * x;
  }
}
