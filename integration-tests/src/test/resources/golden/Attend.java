import static dev.adjoint.tensor.Attention.scaledDotProductAttention;
import static dev.adjoint.tensor.Normalizations.layerNorm;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.annotations.Shape;
import dev.adjoint.tensor.Tensor;

record Attend(@Shape("D") Tensor scale, @Shape("D") Tensor shift, @Shape("D, D") Tensor w) {
  @Differentiable
  Tensor apply(@Shape("B, T, D") Tensor x) {
    Tensor y = layerNorm(x, scale, shift, 1e-5f);
    return x.plus(scaledDotProductAttention(y, y.matmul(w), y, true));
  }
}
