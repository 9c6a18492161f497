import dev.adjoint.annotations.*;

class RuleType {
  // ERROR ADJ-RULE-01: incompatible types
  @Primitive
  @Vjp(of = "x", is = "yBar > 0")
  static double truth(double x) {
    return x;
  }

  // ERROR ADJ-RULE-01: incompatible types
  @Primitive
  @Vjp(of = "x", is = "yBar")
  static double sum(double[] x) {
    return x[0];
  }
}
