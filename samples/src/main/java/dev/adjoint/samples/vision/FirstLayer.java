package dev.adjoint.samples.vision;

import static dev.adjoint.tensor.Activations.relu;
import static dev.adjoint.tensor.Losses.crossEntropy;
import static dev.adjoint.tensor.Shaping.flatten;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.annotations.Shape;
import dev.adjoint.nn.Conv2d;
import dev.adjoint.nn.Flatten;
import dev.adjoint.nn.Layer;
import dev.adjoint.nn.Linear;
import dev.adjoint.nn.LinearTree;
import dev.adjoint.nn.LocallyConnected2d;
import dev.adjoint.nn.Sequential;
import dev.adjoint.nn.Size;
import dev.adjoint.random.RandomSource;
import dev.adjoint.tensor.Tensor;

/**
 * A network whose first layer has 12 x 12 places with eight units each for images of 28 x 28, and
 * is fully connected, locally connected, or a convolution.
 */
record FirstLayer(Layer first, Linear head) {
  static final int UNITS = 8 * 12 * 12;
  private static final Size KERNEL = Size.of(5);
  private static final Size STRIDE = Size.of(2);

  /** Each unit sees the whole image. */
  static FirstLayer fullyConnected(RandomSource random) {
    return with(Sequential.of(new Flatten(), Linear.init(random, 28 * 28, UNITS)), random);
  }

  /** Each unit sees 5 x 5 pixels by weights of its own. */
  static FirstLayer locallyConnected(RandomSource random) {
    return with(LocallyConnected2d.init(random, Size.of(28), 1, 8, KERNEL, STRIDE), random);
  }

  /** Each unit sees 5 x 5 pixels by the weights that its map has everywhere. */
  static FirstLayer convolution(RandomSource random) {
    return with(Conv2d.init(random, 1, 8, KERNEL, c -> c.stride(2)), random);
  }

  private static FirstLayer with(Layer first, RandomSource random) {
    return new FirstLayer(first, Linear.init(random, UNITS, 10));
  }

  @Differentiable
  @Shape("N, 10")
  Tensor logits(@Shape("N, 1, 28, 28") Tensor images) {
    return head.apply(flatten(relu(first.apply(images)), 1));
  }

  @Differentiable(wrt = "this")
  float loss(@Shape("N, 1, 28, 28") Tensor images, @Shape("N") int[] labels) {
    return crossEntropy(logits(images), labels);
  }

  /** How many weights and biases the first layer has. */
  long parameters() {
    return FirstLayerTree.TREE.count(this) - LinearTree.TREE.count(head);
  }
}
