import dev.adjoint.annotations.*;

class NativeMethod {
  // ERROR ADJ-METHOD-02: value is native
  @Differentiable
  static native double value(double x);
}
