import dev.adjoint.annotations.*;

@Differentiable
// ERROR ADJ-METHOD-13: @Differentiable on UselessOnClass, which is neither a record nor a sealed
class UselessOnClass {
  @Differentiable
  static double value(double x) {
    return x * x;
  }
}
