import static dev.adjoint.tensor.Activations.tanh;
import static dev.adjoint.tensor.Joining.stack;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.annotations.Shape;
import dev.adjoint.tensor.Tensor;

/** A recurrent network, which shows its state after each step. */
final class Recur {
  @Differentiable
  static float energy(Tensor[] x, @Shape("N, H") Tensor start, @Shape("H, H") Tensor w) {
    Tensor h = start;
    Tensor[] shown = new Tensor[x.length];
    for (int t = 0; t < x.length; t++) {
      h = tanh(x[t].plus(h.matmul(w)));
      shown[t] = h;
    }
    Tensor all = stack(0, shown);
    return all.times(all).sum();
  }
}
