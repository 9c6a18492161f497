package dev.adjoint.samples.linear;

import static dev.adjoint.tensor.Losses.crossEntropy;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.annotations.Shape;
import dev.adjoint.tensor.Tensor;

/** Multinomial logistic regression: a linear model for each class, and the softmax of them all. */
record SoftmaxModel(@Shape("D, C") Tensor w, @Shape("C") Tensor b) {
  /** All weights zero, so that all classes are equally probable. */
  static SoftmaxModel zeros(int features, int classes) {
    return new SoftmaxModel(Tensor.zeros(features, classes), Tensor.zeros(classes));
  }

  @Differentiable
  Tensor logits(@Shape("N, D") Tensor x) {
    return x.matmul(w).plus(b);
  }

  @Differentiable(wrt = "this")
  float loss(@Shape("N, D") Tensor x, @Shape("N") int[] labels) {
    return crossEntropy(logits(x), labels);
  }

  int[] classify(Tensor x) {
    return logits(x).argmaxOver(-1);
  }
}
