import dev.adjoint.annotations.*;

// ERROR ADJ-METHOD-15: w is not written out
record ComponentAnnotated(@Differentiable double w) {
  @Differentiable
  double f(double x) {
    return w * x;
  }
}
