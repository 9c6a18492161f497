import dev.adjoint.annotations.*;

// ERROR ADJ-METHOD-10: NameTakenGrad, which Adjoint would write, exists already
class NameTaken {
  @Differentiable
  static double f(double x) {
    return x;
  }
}

class NameTakenGrad {}
