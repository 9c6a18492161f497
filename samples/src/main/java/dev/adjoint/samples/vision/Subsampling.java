package dev.adjoint.samples.vision;

import static dev.adjoint.tensor.Activations.relu;
import static dev.adjoint.tensor.Convolutions.conv2d;
import static dev.adjoint.tensor.Pooling.avgPool2d;
import static dev.adjoint.tensor.Pooling.maxPool2d;
import static dev.adjoint.tensor.Shaping.padCircular;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.annotations.Shape;
import dev.adjoint.tensor.Tensor;

/**
 * Maps of where kernels of 3 x 3 find what they look for, and three ways of keeping fewer numbers.
 * Images go on at their other end, so that nothing is lost when they are shifted.
 */
final class Subsampling {
  private Subsampling() {}

  /** A map for each kernel, with as many places as the image. */
  @Differentiable
  static Tensor maps(@Shape("N, C, H, W") Tensor images, @Shape("K, C, 3, 3") Tensor kernels) {
    return relu(conv2d(padCircular(images, 1, 1, 1, 1), kernels));
  }

  /** The same maps at every second place of every second row, the others never computed. */
  @Differentiable
  static Tensor strided(@Shape("N, C, H, W") Tensor images, @Shape("K, C, 3, 3") Tensor kernels) {
    return relu(conv2d(padCircular(images, 1, 1, 1, 1), kernels, 2, 0));
  }

  /** The largest number of each square. */
  @Differentiable
  static Tensor largest(@Shape("N, K, H, W") Tensor maps, int size) {
    return maxPool2d(maps, size);
  }

  /** The mean of each square. */
  @Differentiable
  static Tensor mean(@Shape("N, K, H, W") Tensor maps, int size) {
    return avgPool2d(maps, size);
  }
}
