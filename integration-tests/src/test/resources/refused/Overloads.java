import dev.adjoint.annotations.*;

class Overloads {
  @Differentiable
  static double f(double x) {
    return x;
  }

  // ERROR ADJ-METHOD-09: f
  @Differentiable
  static double f(double x, double y) {
    return x * y;
  }

  @Differentiable(name = "third")
  static double f(double x, float y) {
    return x * y;
  }
}
