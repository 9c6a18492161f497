import dev.adjoint.annotations.*;

class PrivateMember {
  private static final double[] WEIGHTS = {1, 2};
  private static final double CONSTANT = 2.5;
  private static final double COMPUTED = Math.sqrt(2);

  @Differentiable
  static double f(double x) {
    // ERROR ADJ-LANG-04: WEIGHTS is private
    return x * WEIGHTS[0];
  }

  @Differentiable
  static double g(double x) {
    // ERROR ADJ-LANG-04: COMPUTED is private
    return x * COMPUTED;
  }

  @Differentiable
  static double h(double x) {
    return x * CONSTANT;
  }

  private static class Hidden {
    static final double[] WEIGHTS = {1, 2};
    static final int COUNT = 3;

    record Pair(double a, double b) {}

    static double square(double x) {
      return x * x;
    }
  }

  private enum Op {
    ADD
  }

  private static Op pick(int n) {
    return Op.values()[n];
  }

  private static int calls = 3;

  @Differentiable
  static double hiddenArray(double x) {
    // ERROR ADJ-LANG-04: Hidden is private
    return x * Hidden.WEIGHTS[0];
  }

  @Differentiable
  static double hiddenRecord(double x) {
    // ERROR ADJ-LANG-04: Hidden is private
    return new Hidden.Pair(x, x).a();
  }

  @Differentiable
  static double hiddenVariable(double x) {
    // ERROR ADJ-LANG-04: Op is private
    Op op = Op.ADD;
    return x * op.ordinal();
  }

  @Differentiable
  static double hiddenResult(double x, int n) {
    // ERROR ADJ-LANG-04: Op is private
    return switch (pick(n)) {
      case ADD -> x;
    };
  }

  @Differentiable
  static double variable(double x) {
    // ERROR ADJ-LANG-01: a static variable cannot be differentiated yet; pass it as a parameter
    return x * calls;
  }

  @Differentiable
  static double reached(double x) {
    // Both are copied.
    return x * Hidden.COUNT + Hidden.square(x);
  }
}
