import dev.adjoint.annotations.*;

class Recursion {
  @Differentiable
  static double annotated(double x, int n) {
    return n == 0 ? 1 : x * annotated(x, n - 1);
  }

  private static int factorial(int n) {
    return n == 0 ? 1 : n * factorial(n - 1);
  }

  @Differentiable
  static double calls(double x) {
    // ERROR ADJ-LANG-06: Recursion.factorial calls itself, so it cannot be copied, and is private, so it cannot
    return x * factorial(3);
  }
}
