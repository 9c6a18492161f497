import dev.adjoint.annotations.*;

class ConstantWrt {
  // ERROR ADJ-METHOD-06: wrt names "n", whose type int cannot be differentiated
  @Differentiable(wrt = {"n", "x"})
  static double f(int n, double x) {
    return n * x;
  }

  // ERROR ADJ-METHOD-06: wrt names "labels", whose type int[] cannot be differentiated
  @Differentiable(wrt = "labels")
  static double g(int[] labels, double x) {
    return labels[0] * x;
  }
}
