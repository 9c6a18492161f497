import dev.adjoint.annotations.*;

class NothingToDifferentiate {
  // ERROR ADJ-METHOD-03: count has no parameter that can be differentiated: int, java.lang.String
  @Differentiable
  static double count(int n, String text) {
    return n;
  }

  // ERROR ADJ-METHOD-03: it has no parameters
  @Differentiable
  static double nothing() {
    return 1;
  }

  // ERROR ADJ-METHOD-03: constant has no parameter that can be differentiated
  @Differentiable
  static double constant(@NonDifferentiable double x) {
    return x;
  }
}
