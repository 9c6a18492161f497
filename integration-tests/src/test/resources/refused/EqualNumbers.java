import dev.adjoint.annotations.*;

class EqualNumbers {
  @Differentiable
  static double chosen(double x) {
    // WARNING ADJ-ZERO-03: == chooses what is computed where two numbers are equal that depend on
    return x == 1 ? 1 : x;
  }

  @Differentiable
  static double branch(double x, double y) {
    double r = x * x;
    // WARNING ADJ-ZERO-03: != chooses
    if (r != y) {
      r += y;
    }
    return r;
  }

  @Differentiable
  static double named(float x, double y) {
    // WARNING ADJ-ZERO-03: == chooses
    boolean same = x == y && y > 0;
    return same ? x : y;
  }

  // What follows is no mistake.
  @Differentiable
  static double division(double x) {
    return x == 0 ? 1 : Math.sin(x) / x;
  }

  @Differentiable
  static double logarithm(double x) {
    if (x == 0) {
      return 0;
    }
    double y = 1 * x;
    return x * Math.log(y);
  }

  @Differentiable
  static double exception(double x) {
    if (x == 0) {
      throw new ArithmeticException("x is 0");
    }
    return x * x;
  }

  @Differentiable
  static double notANumber(double x) {
    return x != x ? 0 : x * x;
  }

  @Differentiable
  static double constants(double x, int n, int[] k) {
    return n == 0 || k.length == 2 ? x : x * x;
  }

  @Differentiable(wrt = "x")
  static double otherInput(double x, double y) {
    return y == 0 ? x : x * x;
  }

  @Differentiable
  @SuppressWarnings("ADJ-ZERO-03")
  static double silenced(double x) {
    return x == 1 ? 1 : x;
  }
}
