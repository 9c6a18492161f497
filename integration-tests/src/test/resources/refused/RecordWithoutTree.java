import dev.adjoint.annotations.*;

class RecordWithoutTree {
  record Plain(double w, double b) {}

  record Outer(@Shape("3") double[] v,
      // ERROR ADJ-RECORD-03: Plain has no parameter tree
      Plain plain) {}

  // ERROR ADJ-RECORD-03: Plain has no parameter tree
  @Differentiable
  static double f(Plain plain, double x) {
    return plain.w() * x;
  }
}
