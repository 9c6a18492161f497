import dev.adjoint.annotations.*;

class BadRule {
  // ERROR ADJ-RULE-01: the rule "yBar * scael" of
  @Primitive
  @Vjp(of = "x", is = "yBar * scael")
  static double misspelt(double x, double scale) {
    return x * scale;
  }

  // ERROR ADJ-RULE-01: the rule "yBar * " of
  @Primitive
  @Vjp(of = "x", is = "yBar * ")
  static double unfinished(double x) {
    return x;
  }

  // ERROR ADJ-RULE-01: the rule ""text"" of
  @Primitive
  @Vjp(of = "x", is = "\"text\"")
  static double text(double x) {
    return x;
  }

  // ERROR ADJ-RULE-01: of
  @Primitive
  @Vjp(of = "x", is = "yBar")
  @Jvp("xDot * yBar")
  static double tangent(double x) {
    return x;
  }

  // ERROR ADJ-RULE-01: expected
  // ERROR ADJ-RULE-01: illegal start of expression
  @Primitive
  @Vjp(of = "x", is = "yBar; } static void f() { return")
  static double injected(double x) {
    return x;
  }
}
