package dev.adjoint.samples.digits;

import static dev.adjoint.tensor.Activations.relu;
import static dev.adjoint.tensor.Losses.crossEntropy;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.annotations.Shape;
import dev.adjoint.nn.Dropout;
import dev.adjoint.nn.Linear;
import dev.adjoint.random.RandomSource;
import dev.adjoint.tensor.Tensor;

/** A perceptron with two hidden layers, for images of 28 x 28 pixels and ten classes. */
record ClothesNet(Linear first, Linear second, Linear head, Dropout dropout) {
  static ClothesNet init(int width, float dropout, RandomSource random) {
    return new ClothesNet(
        Linear.init(random, 28 * 28, width),
        Linear.init(random, width, width),
        Linear.init(random, width, 10),
        new Dropout(dropout));
  }

  Tensor logits(Tensor x) {
    Tensor h = relu(first.apply(x.reshape(x.dimension(0), 28 * 28)));
    return head.apply(relu(second.apply(h)));
  }

  @Differentiable(wrt = "this")
  float loss(@Shape("N, 28, 28") Tensor x, @Shape("N") int[] labels, RandomSource random) {
    Tensor h = relu(first.apply(x.reshape(x.dimension(0), 28 * 28)));
    h = relu(second.apply(dropout.applyInTraining(h, random)));
    return crossEntropy(head.apply(dropout.applyInTraining(h, random)), labels);
  }
}
