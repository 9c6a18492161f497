package dev.adjoint.samples.vision;

import static dev.adjoint.tensor.Activations.relu;
import static dev.adjoint.tensor.Losses.crossEntropy;
import static dev.adjoint.tensor.Pooling.maxPool2d;
import static dev.adjoint.tensor.Shaping.flatten;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.annotations.Shape;
import dev.adjoint.nn.Conv2d;
import dev.adjoint.nn.Linear;
import dev.adjoint.random.RandomSource;
import dev.adjoint.tensor.Tensor;

/**
 * LeNet-5 (LeCun and others 1998) with the layers of the paper, but with rectifiers, the largest of
 * each square and softmax where it has scaled tanh, means and radial functions.
 */
record LeNet(Conv2d c1, Conv2d c3, Linear c5, Linear f6, Linear output) {
  static LeNet init(RandomSource random) {
    return new LeNet(
        Conv2d.init(random, 1, 6, 5, c -> c.padding(2)),
        Conv2d.init(random, 6, 16, 5),
        Linear.init(random, 16 * 5 * 5, 120),
        Linear.init(random, 120, 84),
        Linear.init(random, 84, 10));
  }

  @Differentiable
  @Shape("N, 10")
  Tensor logits(@Shape("N, 1, 28, 28") Tensor images) {
    Tensor s2 = maxPool2d(relu(c1.apply(images)), 2);
    Tensor s4 = maxPool2d(relu(c3.apply(s2)), 2);
    Tensor h = relu(c5.apply(flatten(s4, 1)));
    return output.apply(relu(f6.apply(h)));
  }

  @Differentiable(wrt = "this")
  float loss(@Shape("N, 1, 28, 28") Tensor images, @Shape("N") int[] labels) {
    return crossEntropy(logits(images), labels);
  }
}
