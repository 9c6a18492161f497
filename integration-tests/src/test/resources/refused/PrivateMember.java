import dev.adjoint.annotations.*;

class PrivateMember {
  private static final double[] WEIGHTS = {1, 2};
  private static final double CONSTANT = 2.5;
  private static final double COMPUTED = Math.sqrt(2);

  @Differentiable
  static double f(double x) {
    // ERROR ADJ-LANG-04: WEIGHTS is private
    return x * WEIGHTS[0];
  }

  @Differentiable
  static double g(double x) {
    // ERROR ADJ-LANG-04: COMPUTED is private
    return x * COMPUTED;
  }

  @Differentiable
  static double h(double x) {
    return x * CONSTANT;
  }
}
