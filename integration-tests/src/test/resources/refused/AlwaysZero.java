import dev.adjoint.annotations.*;

class AlwaysZero {
  @Differentiable
  // WARNING ADJ-ZERO-02: the result does not depend on "y": this gradient is always zero
  static double f(double x, double y) {
    return x * x;
  }

  @Differentiable
  // WARNING ADJ-ZERO-02: the result does not depend on "x"
  static double g(double x) {
    x = 3;
    return x;
  }

  @Differentiable
  // WARNING ADJ-ZERO-02: the result depends only through conditions and whole numbers on "k"
  static double steers(double x, double k) {
    double bound = 2 * k;
    return x > bound ? x * x : x;
  }

  @Differentiable
  @SuppressWarnings("ADJ-ZERO-02")
  static double silenced(double x, double y) {
    return x * x;
  }
}
