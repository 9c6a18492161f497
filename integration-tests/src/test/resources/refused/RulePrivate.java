import dev.adjoint.annotations.*;

class RulePrivate {
  private static double help(double bar) {
    return bar * 2;
  }

  private static double again(double bar, int n) {
    return n == 0 ? bar : again(bar, n - 1);
  }

  private static double odd(double bar) {
    java.util.List<Double> list = new java.util.ArrayList<>();
    list.add(bar);
    return list.get(0);
  }

  private static final double[] FACTORS = {2};

  @Primitive
  @Vjp(of = "x", is = "help(yBar)")
  static double fine(double x) {
    return 2 * x;
  }

  // ERROR ADJ-RULE-01: the rule "help(yBar, x)" of RulePrivate.misused does not compile: method help
  @Primitive
  @Vjp(of = "x", is = "help(yBar, x)")
  static double misused(double x) {
    return x;
  }

  // ERROR ADJ-RULE-01: RulePrivate.again calls itself, so it cannot be copied
  @Primitive
  @Vjp(of = "x", is = "again(yBar, 3)")
  static double recursive(double x) {
    return x;
  }

  // ERROR ADJ-RULE-01: the rule "odd(yBar)" of RulePrivate.strange does not compile
  @Primitive
  @Vjp(of = "x", is = "odd(yBar)")
  static double strange(double x) {
    return x;
  }

  // ERROR ADJ-RULE-01: FACTORS is private, so generated code cannot read it
  @Primitive
  @Vjp(of = "x", is = "yBar * FACTORS[0]")
  static double scaled(double x) {
    return 2 * x;
  }

  @Primitive
  @Vjp(of = "x", is = "2 * yBar")
  private static double hidden(double x) {
    return 2 * x;
  }

  @Differentiable
  static double f(double x) {
    // ERROR ADJ-LANG-04: RulePrivate.hidden is private
    return fine(x) + hidden(x);
  }
}

class RulePrivateElsewhere {
  @Differentiable
  static double f(double x) {
    // It stands in the same file.
    return RulePrivate.fine(x);
  }
}
