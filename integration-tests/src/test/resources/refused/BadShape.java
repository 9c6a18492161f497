import dev.adjoint.annotations.*;
import dev.adjoint.tensor.Tensor;

class BadShape {
  @Differentiable
  // ERROR ADJ-SHAPE-02: @Shape("N, "):
  static float f(@Shape("N, ") Tensor x) {
    return x.sum();
  }

  @Differentiable
  // ERROR ADJ-SHAPE-02: which has 1 dimension
  static double g(@Shape("N, M") double[] x) {
    return x[0];
  }
}
