package dev.adjoint.samples.units;

import static dev.adjoint.tensor.Activations.relu;
import static dev.adjoint.tensor.Losses.meanSquaredError;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.annotations.Mode;
import dev.adjoint.annotations.Shape;
import dev.adjoint.random.RandomSource;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.tensor.Tensors;

/** The lecture's layer, {@code h = ReLU(Wx + b)}: examples are columns. */
record RectifiedLayer(@Shape("H, D") Tensor w, @Shape("H, 1") Tensor b) {
  static RectifiedLayer init(int inputs, int units, RandomSource random) {
    return new RectifiedLayer(
        Tensors.normal(random, units, inputs), Tensor.full(0.5f, new int[] {units, 1}));
  }

  @Differentiable
  Tensor h(@Shape("D, N") Tensor x) {
    return relu(w.matmul(x).plus(b));
  }

  @Differentiable(wrt = "this", modes = Mode.GRAPH)
  float loss(@Shape("D, N") Tensor x, @Shape("H, N") Tensor target) {
    Tensor h = h(x);
    return meanSquaredError(h, target);
  }
}
