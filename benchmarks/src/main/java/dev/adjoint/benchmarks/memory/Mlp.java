package dev.adjoint.benchmarks.memory;

import static dev.adjoint.tensor.Activations.relu;
import static dev.adjoint.tensor.Losses.crossEntropy;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.annotations.Shape;
import dev.adjoint.random.RandomSource;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.tensor.Tensors;

/** A perceptron with two hidden layers. */
record Mlp(
    @Shape("IN, H") Tensor w1,
    @Shape("H") Tensor b1,
    @Shape("H, H") Tensor w2,
    @Shape("H") Tensor b2,
    @Shape("H, OUT") Tensor w3,
    @Shape("OUT") Tensor b3) {

  static Mlp init(RandomSource random, int in, int hidden, int out) {
    return new Mlp(
        Tensors.normal(random, in, hidden).scale(0.05f),
        Tensor.zeros(hidden),
        Tensors.normal(random, hidden, hidden).scale(0.05f),
        Tensor.zeros(hidden),
        Tensors.normal(random, hidden, out).scale(0.05f),
        Tensor.zeros(out));
  }

  @Differentiable(wrt = "this")
  float loss(@Shape("N, IN") Tensor x, @Shape("N") int[] labels) {
    Tensor h1 = relu(x.matmul(w1).plus(b1));
    Tensor h2 = relu(h1.matmul(w2).plus(b2));
    return crossEntropy(h2.matmul(w3).plus(b3), labels);
  }
}
