import dev.adjoint.annotations.*;

class Modes {
  static class Other {
    @Differentiable
    static double power(double x, int n) {
      // ERROR ADJ-MODE-01: Other.power does not declare Mode.JVP, which the Mode.JVP of undeclared needs here
      return n == 0 ? 1 : x * power(x, n - 1);
    }
  }

  @Primitive
  @Vjp(of = "x", is = "3 * yBar")
  static double tripled(double x) {
    return 3 * x;
  }

  @Differentiable(modes = Mode.JVP)
  static double undeclared(double x) {
    return Other.power(x, 3);
  }

  @Differentiable(modes = Mode.JVP)
  static double backwardOnly(double x) {
    // ERROR ADJ-MODE-02: Modes.tripled declares no @Jvp, which the Mode.JVP of backwardOnly needs here
    return tripled(x);
  }

  @Differentiable(modes = Mode.JVP)
  static double ofConstant(double x) {
    // What does not depend on the inputs needs no tangent.
    return x * tripled(2) * Other.power(3, 2);
  }

  @Differentiable(modes = Mode.HVP)
  // ERROR ADJ-LANG-01: the second derivative of a method that writes a parameter array cannot be differentiated yet
  private static double secondOrder(double[] x) {
    x[0] *= x[1];
    return x[0];
  }

  @Primitive
  @Vjp(of = "x", is = "2 * yBar")
  @Jvp("2 * xDot")
  static double doubled(double x) {
    return 2 * x;
  }

  @Differentiable
  static double twice(double x) {
    return doubled(x) * x;
  }

  @Differentiable
  static double slopeOfTwice(double x) {
    // WARNING ADJ-MODE-04: Modes.twice calls operations with rules of their own
    return ModesGrad.twice(x).gradient();
  }

  static class Cube {
    @Differentiable(modes = Mode.HVP)
    static double at(double x) {
      return x * x * x;
    }
  }

  @Differentiable(modes = Mode.HVP)
  static double third(double x) {
    // ERROR ADJ-MODE-03: Cube.at stands in another class
    return Modes_CubeGrad.at(x).gradient();
  }
}
