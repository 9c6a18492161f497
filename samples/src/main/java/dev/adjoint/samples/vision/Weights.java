package dev.adjoint.samples.vision;

import dev.adjoint.nn.Conv2d;
import dev.adjoint.nn.Conv2dGrad;
import dev.adjoint.nn.Linear;
import dev.adjoint.nn.LocallyConnected2d;
import dev.adjoint.nn.LocallyConnected2dGrad;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.tensor.Tensors;

/** How many weights layers have, and that each kind of layer is a case of the one before. */
final class Weights {
  private Weights() {}

  /** Each unit sees all of the inputs. */
  static long fullyConnected(long inputs, long units) {
    return inputs * units;
  }

  /** Each unit sees a square by weights of its own. */
  static long locallyConnected(long units, long kernel, long channels) {
    return units * kernel * kernel * channels;
  }

  /** Each map has the weights of one unit, wherever it looks. */
  static long convolution(long maps, long kernel, long channels) {
    return maps * kernel * kernel * channels;
  }

  /** The locally connected layer that has a convolution's weights at each place. */
  static LocallyConnected2d local(Conv2d conv, int p, int q) {
    int[] s = conv.weight().shape();
    return new LocallyConnected2d(
        conv.weight().broadcastTo(p, q, s[0], s[1], s[2], s[3]).copy(),
        conv.bias().reshape(s[0], 1, 1).broadcastTo(s[0], p, q).copy(),
        conv.stride());
  }

  /** The linear layer of flat images that a layer is: each of its rows is what a pixel gives. */
  static Linear linear(LocallyConnected2d layer, int channels, int height, int width) {
    int inputs = channels * height * width;
    Tensor pixels = Tensors.eye(inputs).reshape(inputs, channels, height, width);
    int outputs = layer.bias().size();
    Tensor bias = layer.bias().reshape(outputs);
    Tensor rows = layer.apply(pixels).reshape(inputs, outputs).minus(bias);
    return new Linear(rows, bias);
  }

  /**
   * Shared weights get the sum of what those of all places get.
   *
   * @return the largest difference, relative to the largest number
   */
  static double sharing(Conv2d conv, Tensor images, Tensor seed) {
    LocallyConnected2d local = local(conv, seed.dimension(2), seed.dimension(3));
    Tensor shared = Conv2dGrad.applyPullback(conv, images).apply(seed).conv2d().weight();
    Tensor own =
        LocallyConnected2dGrad.applyPullback(local, images)
            .apply(seed)
            .locallyConnected2d()
            .weight();
    return difference(own.sumOver(0, 1), shared);
  }

  /** The largest difference, relative to the largest number. */
  static double difference(Tensor a, Tensor b) {
    double largest = 0;
    double scale = 0;
    for (int i = 0; i < a.size(); i++) {
      largest = Math.max(largest, Math.abs(a.array()[i] - b.array()[i]));
      scale = Math.max(scale, Math.abs(b.array()[i]));
    }
    return largest / scale;
  }
}
