import dev.adjoint.annotations.Differentiable;

class EnclosedArrays {
  @Differentiable
  sealed interface Shape permits Circle, Polygon {}

  @Differentiable
  record Circle(double r) implements Shape {}

  @Differentiable
  record Polygon(double[] sides) implements Shape {}

  @Differentiable
  static double intoWhatItHolds(double x) {
    double[] sides = {x, x * x};
    Shape shape = new Polygon(sides);
    // ERROR ADJ-LANG-01: a write into an array that a value of a sealed interface may hold cannot be
    sides[0] = 2;
    return shape instanceof Polygon p ? p.sides()[0] * p.sides()[1] : x;
  }

  @Differentiable
  static double intoWhatIsTakenOut(double x) {
    Shape shape = x > 0 ? new Polygon(new double[] {x}) : new Circle(x);
    if (shape instanceof Polygon p) {
      double[] sides = p.sides();
      // ERROR ADJ-LANG-01: work on a copy of it, as clone() gives
      sides[0] = 2;
    }
    return shape instanceof Polygon p ? p.sides()[0] : x;
  }
}
