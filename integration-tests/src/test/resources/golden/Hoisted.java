import static dev.adjoint.tensor.Activations.tanh;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.tensor.Tensor;

/** A matrix that is transposed once, before the loop that multiplies by it. */
final class Hoisted {
  @Differentiable
  static float energy(Tensor x, Tensor w, int steps) {
    Tensor t = w.transpose();
    Tensor h = x;
    for (int i = 0; i < steps; i++) {
      h = tanh(h.matmul(t));
    }
    return h.times(x).sum();
  }
}
