package dev.adjoint.samples.architectures;

import static dev.adjoint.tensor.Activations.relu;
import static dev.adjoint.tensor.Losses.crossEntropy;
import static dev.adjoint.tensor.Pooling.maxPool2d;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.annotations.Shape;
import dev.adjoint.nn.Conv2d;
import dev.adjoint.nn.Linear;
import dev.adjoint.nn.Size;
import dev.adjoint.tensor.Tensor;

/**
 * AlexNet in one column (Krizhevsky 2014, "One weird trick"): five convolutions and three linear
 * layers for images of 224 x 224. Dropout, which only blurs a comparison, is left out.
 */
record AlexNet(
    Conv2d conv1,
    Conv2d conv2,
    Conv2d conv3,
    Conv2d conv4,
    Conv2d conv5,
    Linear linear1,
    Linear linear2,
    Linear linear3) {
  static AlexNet zeros() {
    return new AlexNet(
        conv(3, 64, 11, 4, 2),
        conv(64, 192, 5, 1, 2),
        conv(192, 384, 3, 1, 1),
        conv(384, 256, 3, 1, 1),
        conv(256, 256, 3, 1, 1),
        linear(256 * 6 * 6, 4096),
        linear(4096, 4096),
        linear(4096, 1000));
  }

  private static Conv2d conv(int in, int out, int kernel, int stride, int padding) {
    Tensor weight = Tensor.zeros(out, in, kernel, kernel);
    return new Conv2d(weight, Tensor.zeros(out), Size.of(stride), Size.of(padding), Size.of(1), 1);
  }

  private static Linear linear(int in, int out) {
    return new Linear(Tensor.zeros(in, out), Tensor.zeros(out));
  }

  @Differentiable
  Tensor logits(@Shape("N, 3, 224, 224") Tensor x) {
    Tensor h = maxPool2d(relu(conv1.apply(x)), 3, 2, 0);
    h = maxPool2d(relu(conv2.apply(h)), 3, 2, 0);
    h = relu(conv4.apply(relu(conv3.apply(h))));
    h = maxPool2d(relu(conv5.apply(h)), 3, 2, 0);
    h = relu(linear1.apply(h.reshape(h.dimension(0), 256 * 6 * 6)));
    return linear3.apply(relu(linear2.apply(h)));
  }

  @Differentiable(wrt = "this")
  float loss(@Shape("N, 3, 224, 224") Tensor x, @Shape("N") int[] labels) {
    return crossEntropy(logits(x), labels);
  }
}
