import dev.adjoint.annotations.Differentiable;
import dev.adjoint.annotations.NonDifferentiable;

class Instanceof {
  @Differentiable
  sealed interface Shape permits Circle, Square {}

  @Differentiable
  record Circle(double r) implements Shape {}

  @Differentiable
  record Square(double a) implements Shape {}

  interface Open {}

  @Differentiable
  record Both(double r) implements Open {}

  @Differentiable
  static double ofAnObject(double x, Object o) {
    // ERROR ADJ-LANG-01: the pattern Circle c for a value of type Object cannot be differentiated
    if (o instanceof Circle c) {
      return c.r() * x;
    }
    return x;
  }

  @Differentiable
  static double ofAnOpenInterface(double x, Open o) {
    // ERROR ADJ-LANG-01: yet; test a value of a sealed interface whose permitted types all are
    if (o instanceof Both b) {
      return b.r() * x;
    }
    return x;
  }

  @Differentiable
  static double ofABox(double x, Object o) {
    // ERROR ADJ-LANG-01: the pattern Double d for a value of type Object
    return o instanceof Double d ? d * x : x;
  }

  @Differentiable
  static double assigned(double x, Shape s) {
    // ERROR ADJ-LANG-01: a pattern variable that is assigned cannot be differentiated yet; assign a
    if (s instanceof Circle c) {
      c = new Circle(x);
      return c.r() * x;
    }
    return x;
  }
}
