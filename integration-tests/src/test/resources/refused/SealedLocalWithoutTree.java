import dev.adjoint.annotations.Differentiable;

class SealedLocalWithoutTree {
  sealed interface Plain permits A, B {}

  record A(double x) implements Plain {}

  record B(double y) implements Plain {}

  @Differentiable
  // ERROR ADJ-RECORD-03: Plain has no parameter tree
  static double local(double x) {
    Plain plain = x > 0 ? new A(x) : new B(x * x);
    return plain instanceof A a ? a.x() * x : ((B) plain).y();
  }
}
