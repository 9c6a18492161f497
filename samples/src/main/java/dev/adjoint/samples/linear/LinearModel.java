package dev.adjoint.samples.linear;

import static dev.adjoint.tensor.Elementwise.square;
import static dev.adjoint.tensor.Losses.meanSquaredError;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.annotations.Shape;
import dev.adjoint.tensor.Tensor;

/** A linear model with weights and a bias. */
record LinearModel(@Shape("D, 1") Tensor w, @Shape("1") Tensor b) {
  /** All weights zero. */
  static LinearModel zeros(int features) {
    return new LinearModel(Tensor.zeros(features, 1), Tensor.zeros(1));
  }

  @Differentiable
  Tensor predict(@Shape("N, D") Tensor x) {
    return x.matmul(w).plus(b);
  }

  /** The mean squared error. */
  @Differentiable(wrt = "this")
  float loss(@Shape("N, D") Tensor x, @Shape("N, 1") Tensor t) {
    return meanSquaredError(predict(x), t);
  }

  /** Ridge regression: the mean squared error and a penalty for large weights. */
  @Differentiable(wrt = "this")
  float ridgeLoss(@Shape("N, D") Tensor x, @Shape("N, 1") Tensor t, float lambda) {
    return loss(x, t) + lambda * square(w).sum();
  }
}
