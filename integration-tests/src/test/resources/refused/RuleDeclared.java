import dev.adjoint.annotations.*;

class RuleDeclared {
  // ERROR ADJ-RULE-06: bare declares a rule by @Vjp, but is no @Primitive
  @Vjp(of = "x", is = "yBar")
  static double bare(double x) {
    return x;
  }

  // ERROR ADJ-RULE-06: tangent declares a rule by @Jvp, but is no @Primitive
  @Jvp("xDot")
  static double tangent(double x) {
    return x;
  }

  @Vjp(of = "x", is = "yBar")
  @Vjp(of = "z", is = "yBar")
  // ERROR ADJ-RULE-06: several declares a rule by @Vjp
  static double several(double x, double z) {
    return x + z;
  }

  @Primitive
  @Vjp(of = "x", is = "7 * yBar")
  // ERROR ADJ-RULE-07: RuleDeclared.both is a @Primitive
  @Differentiable
  static double both(double x) {
    return x;
  }

  // ERROR ADJ-RULE-08: RuleDeclared.twice has two rules for its operand "x"
  @Primitive
  @Vjp(of = "x", is = "yBar")
  @Vjp(of = "x", is = "2 * yBar")
  static double twice(double x) {
    return x;
  }

  // ERROR ADJ-RULE-09: the operand has type int, which has no derivative
  @Primitive
  @Vjp(of = "x", is = "yBar")
  @Vjp(of = "n", is = "0")
  static double counted(double x, int n) {
    return x * n;
  }

  // ERROR ADJ-RULE-09: the operand is @NonDifferentiable
  @Primitive
  @Vjp(of = "x", is = "yBar")
  @Vjp(of = "c", is = "yBar")
  static double fixed(double x, @NonDifferentiable double c) {
    return x + c;
  }

  // ERROR ADJ-RULE-09: its result has type int, which has no derivative
  @Primitive
  @Vjp(of = "x", is = "1")
  static int whole(double x) {
    return (int) x;
  }

  // ERROR ADJ-RULE-09: the method is @NonDifferentiable
  @Primitive
  @NonDifferentiable
  @Vjp(of = "x", is = "yBar")
  static double constant(double x) {
    return x;
  }

  // ERROR ADJ-RULE-10: RuleDeclared.handed returns its operand "a" itself
  @Primitive
  @Vjp(of = "a", is = "yBar")
  static double[] handed(double[] a, boolean big) {
    return big ? (a) : a.clone();
  }

  // ERROR ADJ-RULE-11: RuleDeclared.written writes into its operand "a"
  @Primitive
  @Vjp(of = "a", is = "new double[] {yBar}")
  static double written(double[] a) {
    (a[0]) += 2;
    return a[0];
  }

  @Primitive
  @Vjp(of = "a", is = "fill(a.length, yBar)")
  static double fine(double[] a, double[] unused) {
    double[] b = a.clone();
    b[0]++;
    a = b;
    a[0]++;
    return java.util.Arrays.stream(b).map(x -> { return x; }).sum();
  }

  static double[] fill(int n, double value) {
    double[] result = new double[n];
    java.util.Arrays.fill(result, value);
    return result;
  }
}
