package dev.adjoint.benchmarks.steps;

import static dev.adjoint.tensor.Activations.relu;
import static dev.adjoint.tensor.Losses.crossEntropy;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.annotations.Shape;
import dev.adjoint.tensor.Tensor;

/** A perceptron with two hidden layers. */
record Mlp(
    @Shape("IN, H") Tensor w1,
    @Shape("H") Tensor b1,
    @Shape("H, H") Tensor w2,
    @Shape("H") Tensor b2,
    @Shape("H, OUT") Tensor w3,
    @Shape("OUT") Tensor b3) {

  static Mlp zeros(int in, int hidden, int out) {
    return new Mlp(
        Tensor.zeros(in, hidden),
        Tensor.zeros(hidden),
        Tensor.zeros(hidden, hidden),
        Tensor.zeros(hidden),
        Tensor.zeros(hidden, out),
        Tensor.zeros(out));
  }

  @Differentiable(wrt = "this")
  float loss(@Shape("N, IN") Tensor x, @Shape("N") int[] labels) {
    Tensor first = relu(x.matmul(w1).plus(b1));
    Tensor second = relu(first.matmul(w2).plus(b2));
    return crossEntropy(second.matmul(w3).plus(b3), labels);
  }
}
