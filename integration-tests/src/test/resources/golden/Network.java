import static dev.adjoint.tensor.Activations.tanh;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.annotations.Shape;
import dev.adjoint.tensor.Tensor;

record Network(Layer first, Layer second, float scale, String name, double[] decay) {
  record Layer(@Shape("I, O") Tensor w, @Shape("O") Tensor b) {
    Tensor apply(Tensor x) {
      return tanh(x.matmul(w).plus(b));
    }
  }

  @Differentiable(wrt = "this")
  float loss(Tensor x, Tensor target) {
    Tensor error = second.apply(first.apply(x)).scale(scale).minus(target);
    float squares = error.times(error).mean();
    return squares + (float) decay[0] * first.w().norm();
  }
}
