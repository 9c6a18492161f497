import dev.adjoint.annotations.*;

class PiecewiseConstant {
  @Differentiable
  static double f(double x) {
    // WARNING ADJ-ZERO-01: Math.floor is piecewise constant
    return x * Math.floor(x);
  }

  @Differentiable
  static double cast(double x) {
    // WARNING ADJ-ZERO-01: piecewise constant
    int n = (int) x;
    return x * n;
  }

  @Differentiable
  @SuppressWarnings("lossy-conversions") // javac's own, since Java 20
  static double truncatedByAssignment(double x) {
    int n = 3;
    // WARNING ADJ-ZERO-01: (int) is piecewise constant
    n += x;
    return x * n;
  }

  @Differentiable
  @SuppressWarnings("ADJ-ZERO-01")
  static double silenced(double x) {
    return x * Math.floor(x) + (int) x;
  }
}
