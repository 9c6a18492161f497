package dev.adjoint.benchmarks.steps;

import static dev.adjoint.tensor.Activations.tanh;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.annotations.Shape;
import dev.adjoint.tensor.Tensor;

/** A perceptron so small that all is overhead. */
record TinyMlp(
    @Shape("32, 32") Tensor w1,
    @Shape("32") Tensor b1,
    @Shape("32, 1") Tensor w2,
    @Shape("1") Tensor b2) {

  static TinyMlp zeros() {
    return new TinyMlp(
        Tensor.zeros(32, 32), Tensor.zeros(32), Tensor.zeros(32, 1), Tensor.zeros(1));
  }

  @Differentiable(wrt = "this")
  float loss(@Shape("N, 32") Tensor x) {
    Tensor y = tanh(x.matmul(w1).plus(b1)).matmul(w2).plus(b2);
    return y.times(y).sum();
  }
}
