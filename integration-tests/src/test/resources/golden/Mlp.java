import static dev.adjoint.tensor.Activations.relu;
import static dev.adjoint.tensor.Losses.crossEntropy;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.annotations.Shape;
import dev.adjoint.tensor.Tensor;

record Mlp(
    @Shape("784, H") Tensor w1,
    @Shape("H") Tensor b1,
    @Shape("H, 10") Tensor w2,
    @Shape("10") Tensor b2) {

  @Differentiable
  Tensor logits(@Shape("N, 784") Tensor x) {
    var h = relu(x.matmul(w1).plus(b1));
    return h.matmul(w2).plus(b2);
  }

  @Differentiable(wrt = "this")
  float loss(@Shape("N, 784") Tensor x, @Shape("N") int[] labels) {
    return crossEntropy(logits(x), labels);
  }
}
