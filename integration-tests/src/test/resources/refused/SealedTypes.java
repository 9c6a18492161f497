import dev.adjoint.annotations.Differentiable;
import java.util.function.DoubleUnaryOperator;

class SealedTypes {
  @Differentiable
  sealed interface Shape permits Circle, Polygon {
    double area();

    double mapped(DoubleUnaryOperator f);
  }

  @Differentiable
  record Circle(double r) implements Shape {
    public double area() {
      return Math.PI * r * r;
    }

    public double mapped(DoubleUnaryOperator f) {
      return f.applyAsDouble(r);
    }
  }

  @Differentiable
  record Polygon(double[] sides) implements Shape {
    public double area() {
      return sides[0] * sides[1];
    }

    public double mapped(DoubleUnaryOperator f) {
      return f.applyAsDouble(sides[0]);
    }
  }

  interface Open {
    double area();
  }

  @Differentiable
  record Square(double a) implements Open {
    public double area() {
      return a * a;
    }
  }

  @Differentiable
  static double open(double x) {
    // ERROR ADJ-LANG-01: in a variable of type Open cannot be differentiated yet; declare it with its
    Open square = new Square(x);
    return square.area();
  }

  @Differentiable
  static double otherElements(Circle[] circles) {
    // ERROR ADJ-LANG-01: a Circle[] as a Shape[] cannot be differentiated yet; give the array or list
    Shape[] shapes = circles;
    return shapes[0].area();
  }

  @Differentiable
  static double functions(Shape shape, double x) {
    // ERROR ADJ-LANG-01: a function that Shape.mapped of a sealed interface takes or gives cannot
    return shape.mapped(r -> r * x);
  }
}
