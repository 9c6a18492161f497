package dev.adjoint.testing;

import static dev.adjoint.tensor.Activations.tanh;
import static dev.adjoint.tensor.Losses.crossEntropy;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.annotations.Shape;
import dev.adjoint.tensor.Tensor;
import java.util.List;

/** A small network of tensors, arrays and numbers. */
record Net(List<Layer> layers, double[] scales, String name) {

  record Layer(Tensor w, Tensor b) {
    @Differentiable
    Tensor apply(Tensor x) {
      return tanh(x.matmul(w).plus(b));
    }
  }

  @Differentiable
  Tensor logits(@Shape("N, F") Tensor x) {
    Tensor y = x;
    for (int i = 0; i < layers.size(); i++) {
      y = layers.get(i).apply(y).scale((float) scales[i]);
    }
    return y;
  }

  @Differentiable(wrt = "this")
  float loss(@Shape("N, F") Tensor x, int[] labels) {
    return crossEntropy(logits(x), labels);
  }
}
