package dev.adjoint.benchmarks.steps;

import static dev.adjoint.tensor.Activations.relu;
import static dev.adjoint.tensor.Convolutions.conv2d;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.tensor.Normalizations;
import dev.adjoint.tensor.Tensor;
import java.util.List;

/**
 * Two convolutions beside a shortcut.
 *
 * @param shortcut nothing, or one convolution with a normalization for another size
 */
@Differentiable
record ResidualBlock(
    Tensor conv1, Norm norm1, Tensor conv2, Norm norm2, List<Shortcut> shortcut, int stride) {

  /** The scale and the shift of a normalization over the batch. */
  @Differentiable
  record Norm(Tensor weight, Tensor bias) {
    static Norm zeros(int channels) {
      return new Norm(Tensor.zeros(channels), Tensor.zeros(channels));
    }

    @Differentiable
    Tensor apply(Tensor x) {
      return Normalizations.batchNorm(x, weight, bias, 1e-5f);
    }
  }

  /** A convolution of single places with a normalization. */
  @Differentiable
  record Shortcut(Tensor conv, Norm norm) {}

  static ResidualBlock zeros(int in, int out, int stride) {
    return new ResidualBlock(
        Tensor.zeros(out, in, 3, 3),
        Norm.zeros(out),
        Tensor.zeros(out, out, 3, 3),
        Norm.zeros(out),
        stride == 1 && in == out
            ? List.of()
            : List.of(new Shortcut(Tensor.zeros(out, in, 1, 1), Norm.zeros(out))),
        stride);
  }

  @Differentiable
  Tensor apply(Tensor x) {
    Tensor h = relu(norm1.apply(conv2d(x, conv1, stride, 1)));
    Tensor y = norm2.apply(conv2d(h, conv2, 1, 1));
    Tensor beside = x;
    for (Shortcut s : shortcut) {
      beside = s.norm().apply(conv2d(x, s.conv(), stride, 0));
    }
    return relu(y.plus(beside));
  }
}
