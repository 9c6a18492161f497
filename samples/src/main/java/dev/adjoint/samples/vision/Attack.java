package dev.adjoint.samples.vision;

import static dev.adjoint.tensor.Choices.clamp;
import static dev.adjoint.tensor.Elementwise.maximum;
import static dev.adjoint.tensor.Elementwise.minimum;
import static dev.adjoint.tensor.Elementwise.sign;

import dev.adjoint.random.RandomSource;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.tensor.Tensors;

/**
 * Adversarial examples: images that are changed so that a network's loss grows.
 *
 * @param radius by how much a pixel, from 0 to 1, may change
 * @param steps how many steps of projected gradient ascent are made
 */
record Attack(float radius, int steps) {
  /** A step to the corner where the loss is greatest if it is linear (Goodfellow 2014). */
  Tensor fastGradientSign(ClothesNet net, Tensor images, int[] labels) {
    return clamp(images.plus(direction(net, images, labels).scale(radius)), 0, 1);
  }

  /** Small steps from a random place near, each followed by a projection (Madry 2017). */
  Tensor projectedGradient(ClothesNet net, Tensor images, int[] labels, RandomSource random) {
    Tensor noise = Tensors.uniform(random, -radius, radius, images.shape());
    Tensor x = projected(images.plus(noise), images);
    for (int i = 0; i < steps; i++) {
      Tensor step = direction(net, x, labels).scale(2.5f * radius / steps);
      x = projected(x.plus(step), images);
    }
    return x;
  }

  private static Tensor direction(ClothesNet net, Tensor images, int[] labels) {
    return sign(ClothesNetGrad.lossOfImages(net, images, labels).gradient());
  }

  /** Back to the nearest image within the radius. */
  private Tensor projected(Tensor x, Tensor images) {
    return clamp(maximum(minimum(x, images.shift(radius)), images.shift(-radius)), 0, 1);
  }
}
