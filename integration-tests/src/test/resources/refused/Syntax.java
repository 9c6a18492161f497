import dev.adjoint.annotations.*;

class Syntax {
  @Differentiable
  static double trying(double x) {
    // ERROR ADJ-LANG-01: try cannot
    try {
      x = x * x;
    } finally {
      x = 2 * x;
    }
    return x;
  }

  @Differentiable
  static double locking(double x) {
    // ERROR ADJ-LANG-01: synchronized
    synchronized (Syntax.class) {
      return x;
    }
  }

  @Differentiable
  static double asserting(double x) {
    // ERROR ADJ-LANG-01: assert cannot be differentiated yet; write if (...) throw
    assert x > 0;
    return x;
  }

  @Differentiable
  static double localClass(double x) {
    // ERROR ADJ-LANG-01: a local record
    record Pair(double a, double b) {}
    return new Pair(x, x).a();
  }

  @Differentiable
  static double nothing(double x, Object o) {
    // ERROR ADJ-LANG-01: null
    return o == null ? x : x * x;
  }

  @Differentiable
  static double overList(double x, java.util.List<Integer> list) {
    // ERROR ADJ-LANG-01: a loop over what is no array
    for (int i : list) {
      x = x * i;
    }
    return x;
  }

  enum Op {
    ADD;

    final double weight = 2;
  }

  @Differentiable
  static double fieldOfEnum(Op op, double x) {
    // ERROR ADJ-LANG-01: a field of a class that is no record cannot be differentiated yet; make the
    return op.weight * x;
  }
}
