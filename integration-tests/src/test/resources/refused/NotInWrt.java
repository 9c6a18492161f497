import dev.adjoint.annotations.*;

class NotInWrt {
  @Differentiable(wrt = "x")
  static double f(double x, double y, int n) {
    // ERROR ADJ-LANG-09: f is not differentiated with respect to its operand "y"
    return n == 0 ? y : x * f(x, x * y, n - 1);
  }
}
