import dev.adjoint.annotations.*;
import dev.adjoint.tensor.Tensor;

record ShapeMismatch(@Shape("784, H") Tensor w1, @Shape("128, 10") Tensor w2) {
  @Differentiable
  float f(@Shape("N, 784") Tensor x) {
    // ERROR ADJ-SHAPE-01: matmul: inner dimensions differ: [N, 784] x [128, 10]
    return x.matmul(w2).sum();
  }

  @Differentiable
  float g(@Shape("N, 784") Tensor x, @Shape("3, 5") Tensor y,
      @Shape("4, 5") Tensor z) {
    var h = x.matmul(w1);
    // ERROR ADJ-SHAPE-01: plus: shapes cannot be broadcast
    return y.plus(z).sum() + h.sum();
  }
}
