package dev.adjoint.samples.architectures;

import static dev.adjoint.tensor.Activations.relu;
import static dev.adjoint.tensor.Joining.concat;
import static dev.adjoint.tensor.Pooling.maxPool2d;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.annotations.Shape;
import dev.adjoint.tensor.Tensor;

/**
 * An inception block (Szegedy and others 2015, figure 2b): windows of several sizes side by side,
 * the large ones behind projections to fewer channels.
 */
record Inception(
    ConvNorm one,
    ConvNorm before3,
    ConvNorm three,
    ConvNorm before5,
    ConvNorm five,
    ConvNorm afterPool) {
  /**
   * @param out the channels of the parts, in the order of the paper's table
   */
  static Inception zeros(int in, int... out) {
    return new Inception(
        ConvNorm.zeros(in, out[0], 1, 1),
        ConvNorm.zeros(in, out[1], 1, 1),
        ConvNorm.zeros(out[1], out[2], 3, 1),
        ConvNorm.zeros(in, out[3], 1, 1),
        ConvNorm.zeros(out[3], out[4], 5, 1),
        ConvNorm.zeros(in, out[5], 1, 1));
  }

  @Differentiable
  Tensor apply(@Shape("N, C, H, W") Tensor x) {
    return concat(
        1,
        relu(one.apply(x)),
        relu(three.apply(relu(before3.apply(x)))),
        relu(five.apply(relu(before5.apply(x)))),
        relu(afterPool.apply(maxPool2d(x, 3, 1, 1))));
  }
}
