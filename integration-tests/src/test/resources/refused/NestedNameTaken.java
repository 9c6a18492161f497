import dev.adjoint.annotations.*;

class NestedNameTaken {
  static class Inner {
    @Differentiable
    static double f(double x) {
      return x;
    }
  }
}

// ERROR ADJ-METHOD-10: NestedNameTaken_InnerGrad, which Adjoint would write, exists already
class NestedNameTaken_Inner {
  @Differentiable
  static double f(double x) {
    return x * 2;
  }
}
