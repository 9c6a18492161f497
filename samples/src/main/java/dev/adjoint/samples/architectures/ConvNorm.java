package dev.adjoint.samples.architectures;

import static dev.adjoint.tensor.Convolutions.conv2d;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.annotations.Shape;
import dev.adjoint.nn.BatchNorm;
import dev.adjoint.tensor.Tensor;

/**
 * A convolution without bias and batch normalization.
 *
 * @param stride how far a window is from the next; the padding is half of the kernel
 */
record ConvNorm(@Shape("OUT, C, K, K") Tensor weight, BatchNorm norm, int stride) {
  static ConvNorm zeros(int in, int out, int kernel, int stride) {
    return new ConvNorm(Tensor.zeros(out, in, kernel, kernel), BatchNorm.init(out), stride);
  }

  @Differentiable
  Tensor apply(@Shape("N, C, H, W") Tensor x) {
    return norm.ofBatch(conv2d(x, weight, stride, weight.dimension(2) / 2));
  }
}
