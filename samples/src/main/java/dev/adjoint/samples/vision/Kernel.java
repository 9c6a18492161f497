package dev.adjoint.samples.vision;

import static dev.adjoint.optim.Optimizers.lbfgs;
import static dev.adjoint.tensor.Convolutions.conv2d;
import static dev.adjoint.tensor.Losses.meanSquaredError;
import static dev.adjoint.tensor.Shaping.flip;
import static dev.adjoint.tensor.Shaping.padReplicate;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.annotations.Shape;
import dev.adjoint.optim.Minimum;
import dev.adjoint.tensor.Tensor;

/**
 * A kernel that is convolved with images. The operation {@code conv2d} weighs what the kernel
 * covers without flipping it first.
 */
record Kernel(@Shape("K, K") Tensor weight) {
  /** Nothing but what is around the centre. */
  static final Kernel BLUR = of(1f / 8, 0, 1, 0, 1, 4, 1, 0, 1, 0);

  /** Twice the centre less its blur, as it were. */
  static final Kernel SHARPEN = of(1f / 4, 0, -1, 0, -1, 8, -1, 0, -1, 0);

  /** The centre less what is around it: 0 where nothing changes. */
  static final Kernel EDGES = of(1, 0, -1, 0, -1, 4, -1, 0, -1, 0);

  /** Change from the left to the right, blurred from top to bottom (Sobel and Feldman 1968). */
  static final Kernel SOBEL = of(1, 1, 0, -1, 2, 0, -2, 1, 0, -1);

  private static Kernel of(float scale, float... numbers) {
    return new Kernel(Tensor.of(numbers, 3, 3).scale(scale));
  }

  /** The convolution, where the kernel lies within the images. */
  @Differentiable
  Tensor apply(@Shape("N, 1, H, W") Tensor images) {
    int size = weight.dimension(0);
    return conv2d(images, flip(weight, 0, 1).reshape(1, 1, size, size));
  }

  /** The same with as many pixels as before, the outermost ones being repeated. */
  Tensor applySame(Tensor images) {
    int border = weight.dimension(0) / 2;
    return apply(padReplicate(images, border, border, border, border));
  }

  @Differentiable(wrt = "this")
  float loss(@Shape("N, 1, H, W") Tensor images, Tensor filtered) {
    return meanSquaredError(apply(images), filtered);
  }

  /** The kernel that makes some images of others, as far as there is one. */
  static Kernel between(Tensor images, Tensor filtered, int size) {
    Minimum<Kernel> minimum =
        lbfgs(l -> l.iterations(100))
            .minimize(
                KernelTree.TREE,
                new Kernel(Tensor.zeros(size, size)),
                kernel -> KernelGrad.loss(kernel, images, filtered));
    return minimum.model();
  }
}
