import dev.adjoint.annotations.*;

class RuleOperand {
  // ERROR ADJ-RULE-02: names "wieght", which is not an operand: did you mean "weight"?
  @Primitive
  @Vjp(of = "wieght", is = "yBar * x")
  static double times(double weight, double x) {
    return x * weight;
  }

  // ERROR ADJ-RULE-02: names "this", which is not an operand
  @Primitive
  @Vjp(of = "this", is = "yBar")
  static double receiver(double x) {
    return x;
  }
}
