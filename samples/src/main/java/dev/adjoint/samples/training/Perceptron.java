package dev.adjoint.samples.training;

import static dev.adjoint.tensor.Activations.relu;
import static dev.adjoint.tensor.Elementwise.abs;
import static dev.adjoint.tensor.Losses.crossEntropy;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.annotations.NonDifferentiable;
import dev.adjoint.annotations.Shape;
import dev.adjoint.nn.Linear;
import dev.adjoint.random.RandomSource;
import dev.adjoint.tensor.Tensor;

/** One hidden layer for images of 28 x 28 pixels. */
record Perceptron(Linear hidden, Linear head) {
  static Perceptron init(int width, RandomSource random) {
    return new Perceptron(Linear.init(random, 28 * 28, width), Linear.init(random, width, 10));
  }

  @Differentiable
  Tensor logits(@Shape("N, 28, 28") Tensor x) {
    return head.apply(relu(hidden.apply(x.reshape(x.dimension(0), 28 * 28))));
  }

  @Differentiable(wrt = "this")
  float loss(@Shape("N, 28, 28") Tensor x, @Shape("N") int[] labels) {
    return crossEntropy(logits(x), labels);
  }

  /** With the sum of the absolute values of all weights. */
  @Differentiable(wrt = "this")
  float lossWithL1(
      @Shape("N, 28, 28") Tensor x, @Shape("N") int[] labels, @NonDifferentiable float strength) {
    return loss(x, labels) + strength * (abs(hidden.weight()).sum() + abs(head.weight()).sum());
  }
}
