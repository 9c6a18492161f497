import dev.adjoint.annotations.*;

class StaticVariable {
  static double variable = 3;

  @Differentiable
  static double reads(double x) {
    // ERROR ADJ-LANG-01: a static variable
    return x * variable;
  }
}
