import dev.adjoint.annotations.Differentiable;

class SealedWithoutTree {
  sealed interface Plain permits A, B {}

  @Differentiable
  record A(double x) implements Plain {}

  @Differentiable
  record B(double y) implements Plain {}

  @Differentiable
  // ERROR ADJ-RECORD-03: C has no parameter tree; put @Differentiable on it
  sealed interface Annotated permits C, D {}

  record C(double x) implements Annotated {}

  record D(int n) implements Annotated {}

  // ERROR ADJ-RECORD-03: Plain has no parameter tree; put @Differentiable on it
  @Differentiable
  static double parameter(Plain plain, double x) {
    return plain instanceof A a ? a.x() * x : x;
  }
}
