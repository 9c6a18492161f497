package dev.adjoint.samples.vision;

import static dev.adjoint.nn.Initialization.kaimingNormal;
import static dev.adjoint.tensor.Activations.relu;
import static dev.adjoint.tensor.Elementwise.square;
import static dev.adjoint.tensor.Indexing.takeAlong;
import static dev.adjoint.tensor.Losses.crossEntropy;
import static dev.adjoint.tensor.Pooling.maxPool2d;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.annotations.Shape;
import dev.adjoint.nn.Conv2d;
import dev.adjoint.nn.Linear;
import dev.adjoint.nn.Size;
import dev.adjoint.random.RandomSource;
import dev.adjoint.tensor.Tensor;

/**
 * A small convolutional network for images of any size: three convolutions, the mean of each map
 * over all places, and a linear layer.
 */
record ClothesNet(Conv2d conv1, Conv2d conv2, Conv2d conv3, Linear head) {
  static final int LAYERS = 3;

  static ClothesNet init(RandomSource random) {
    return new ClothesNet(
        conv(random, 1, 16, 5),
        conv(random, 16, 32, 3),
        conv(random, 32, 64, 3),
        Linear.init(random, 64, 10));
  }

  private static Conv2d conv(RandomSource random, int in, int out, int kernel) {
    return new Conv2d(
        kaimingNormal(random, out, in, kernel, kernel),
        Tensor.zeros(out),
        Size.of(1),
        Size.of(kernel / 2),
        Size.of(1),
        1);
  }

  /**
   * What a layer finds where: its maps, half as high and wide as those of the layer before.
   *
   * @param layer from 1 to 3
   * @param guided whether adjoints go back by guided backpropagation
   */
  @Differentiable
  Tensor maps(@Shape("N, 1, H, W") Tensor images, int layer, boolean guided) {
    Tensor h = rectified(conv1.apply(images), guided);
    if (layer > 1) {
      h = rectified(conv2.apply(maxPool2d(h, 2)), guided);
    }
    if (layer > 2) {
      h = rectified(conv3.apply(maxPool2d(h, 2)), guided);
    }
    return h;
  }

  private static Tensor rectified(Tensor h, boolean guided) {
    return guided ? Guided.relu(h) : relu(h);
  }

  /** The scores of all classes by the maps of the last layer. */
  @Differentiable
  @Shape("N, 10")
  Tensor scores(@Shape("N, 64, H, W") Tensor maps) {
    return head.apply(maps.meanOver(2, 3));
  }

  @Differentiable
  @Shape("N, 10")
  Tensor logits(@Shape("N, 1, H, W") Tensor images) {
    return scores(maps(images, LAYERS, false));
  }

  @Differentiable(wrt = "this")
  float loss(@Shape("N, 1, H, W") Tensor images, @Shape("N") int[] labels) {
    return crossEntropy(logits(images), labels);
  }

  /** The same loss, to be differentiated by the images. */
  @Differentiable(wrt = "images")
  float lossOfImages(@Shape("N, 1, H, W") Tensor images, @Shape("N") int[] labels) {
    return crossEntropy(logits(images), labels);
  }

  /** The scores of the images for a class each, added up. */
  @Differentiable(wrt = "images")
  float score(@Shape("N, 1, H, W") Tensor images, @Shape("N") int[] labels, boolean guided) {
    return takeAlong(scores(maps(images, LAYERS, guided)), 1, labels).sum();
  }

  /** The same by what the last layer found. */
  @Differentiable(wrt = "maps")
  float scoreOfMaps(@Shape("N, 64, H, W") Tensor maps, @Shape("N") int[] labels) {
    return takeAlong(scores(maps), 1, labels).sum();
  }

  /** How much a layer finds. */
  @Differentiable(wrt = "images")
  float activity(@Shape("N, 1, H, W") Tensor images, int layer) {
    return square(maps(images, layer, false)).mean();
  }
}
