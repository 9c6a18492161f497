import dev.adjoint.annotations.*;

class Recursion {
  @Differentiable
  static double annotated(double x, int n) {
    return n == 0 ? 1 : x * annotated(x, n - 1);
  }

  static double power(double x, int n) {
    // ERROR ADJ-LANG-06: power calls itself, but has no derivative of its own to call; annotate it
    return n == 0 ? 1 : x * power(x, n - 1);
  }

  @Differentiable
  static double calls(double x) {
    return power(x, 3);
  }
}
