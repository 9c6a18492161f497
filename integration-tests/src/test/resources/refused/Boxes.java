import dev.adjoint.annotations.*;

class Boxes {
  record Boxed(Double d, double e) {}

  static double square(Double d) {
    return d * d;
  }

  static int count(Object... objects) {
    return objects.length;
  }

  @Differentiable
  static double component(double x) {
    // ERROR ADJ-LANG-01: a number or tensor where a Double is declared
    return x + new Boxed(x, x).d();
  }

  @Differentiable
  static double argument(double x) {
    // ERROR ADJ-LANG-01: a number or tensor where a Double is declared
    return x + square(x * x);
  }

  @Differentiable
  static double element(double x) {
    Object[] objects = {1, 2};
    // ERROR ADJ-LANG-01: a number or tensor where a Object is declared
    objects[0] = x;
    return x * objects.length;
  }

  @Differentiable
  static double constants(double x, Double d) {
    return x * d + count(1, d) + new Boxed(d, x).e();
  }

  @Differentiable
  static double text(double x, String name) {
    // ERROR ADJ-LANG-01: a number or tensor where a String is declared
    String both = name + x;
    return x * both.length();
  }
}
