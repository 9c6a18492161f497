package dev.adjoint.benchmarks.steps;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.annotations.Shape;
import dev.adjoint.tensor.Tensor;

/** {@code x weight + bias}. */
@Differentiable
record Linear(@Shape("I, O") Tensor weight, @Shape("O") Tensor bias) {
  static Linear zeros(int in, int out) {
    return new Linear(Tensor.zeros(in, out), Tensor.zeros(out));
  }

  @Differentiable
  Tensor apply(@Shape("*b, N, I") Tensor x) {
    return x.matmul(weight).plus(bias);
  }
}
