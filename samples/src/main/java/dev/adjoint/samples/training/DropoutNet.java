package dev.adjoint.samples.training;

import static dev.adjoint.tensor.Activations.relu;
import static dev.adjoint.tensor.Losses.crossEntropy;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.annotations.Shape;
import dev.adjoint.nn.Dropout;
import dev.adjoint.nn.Linear;
import dev.adjoint.random.RandomSource;
import dev.adjoint.tensor.Tensor;

/** A perceptron whose hidden units are dropped at random while it learns. */
record DropoutNet(Linear first, Linear second, Linear head, Dropout dropout) {
  static DropoutNet init(int in, int width, int out, float probability, RandomSource random) {
    return new DropoutNet(
        Linear.init(random, in, width),
        Linear.init(random, width, width),
        Linear.init(random, width, out),
        new Dropout(probability));
  }

  @Differentiable(wrt = "this")
  float loss(@Shape("N, IN") Tensor x, @Shape("N") int[] labels, RandomSource random) {
    Tensor h = dropout.applyInTraining(relu(first.apply(x)), random);
    h = dropout.applyInTraining(relu(second.apply(h)), random);
    return crossEntropy(head.apply(h), labels);
  }

  Tensor logits(Tensor x) {
    return head.apply(relu(second.apply(relu(first.apply(x)))));
  }
}
