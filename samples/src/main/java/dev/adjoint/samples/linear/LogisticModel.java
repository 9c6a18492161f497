package dev.adjoint.samples.linear;

import static dev.adjoint.tensor.Losses.binaryCrossEntropyWithLogits;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.annotations.Shape;
import dev.adjoint.tensor.Tensor;

/** Logistic regression: the probability of a class is the logistic function of a linear model. */
record LogisticModel(@Shape("D, 1") Tensor w, @Shape("1") Tensor b) {
  /** All weights zero. */
  static LogisticModel zeros(int features) {
    return new LogisticModel(Tensor.zeros(features, 1), Tensor.zeros(1));
  }

  @Differentiable
  Tensor logits(@Shape("N, D") Tensor x) {
    return x.matmul(w).plus(b);
  }

  /**
   * The mean cross-entropy.
   *
   * @param t 1 for the class, 0 for the other
   */
  @Differentiable(wrt = "this")
  float loss(@Shape("N, D") Tensor x, @Shape("N, 1") Tensor t) {
    return binaryCrossEntropyWithLogits(logits(x), t);
  }
}
