package dev.adjoint.samples.architectures;

import static dev.adjoint.tensor.Activations.relu;
import static dev.adjoint.tensor.Losses.crossEntropy;
import static dev.adjoint.tensor.Pooling.maxPool2d;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.annotations.Shape;
import dev.adjoint.nn.Linear;
import dev.adjoint.tensor.Tensor;
import java.util.List;

/**
 * GoogLeNet (Szegedy and others 2015, table 1) with batch normalization, which makes its auxiliary
 * classifiers unnecessary: 22 layers for images of 224 x 224.
 *
 * @param at28 the blocks that see 28 x 28 places, and so on
 */
record GoogLeNet(
    ConvNorm conv1,
    ConvNorm before2,
    ConvNorm conv2,
    List<Inception> at28,
    List<Inception> at14,
    List<Inception> at7,
    Linear head) {
  static GoogLeNet zeros() {
    return new GoogLeNet(
        ConvNorm.zeros(3, 64, 7, 2),
        ConvNorm.zeros(64, 64, 1, 1),
        ConvNorm.zeros(64, 192, 3, 1),
        List.of(
            Inception.zeros(192, 64, 96, 128, 16, 32, 32),
            Inception.zeros(256, 128, 128, 192, 32, 96, 64)),
        List.of(
            Inception.zeros(480, 192, 96, 208, 16, 48, 64),
            Inception.zeros(512, 160, 112, 224, 24, 64, 64),
            Inception.zeros(512, 128, 128, 256, 24, 64, 64),
            Inception.zeros(512, 112, 144, 288, 32, 64, 64),
            Inception.zeros(528, 256, 160, 320, 32, 128, 128)),
        List.of(
            Inception.zeros(832, 256, 160, 320, 32, 128, 128),
            Inception.zeros(832, 384, 192, 384, 48, 128, 128)),
        new Linear(Tensor.zeros(1024, 1000), Tensor.zeros(1000)));
  }

  @Differentiable
  Tensor logits(@Shape("N, 3, 224, 224") Tensor x) {
    Tensor h = maxPool2d(relu(conv1.apply(x)), 3, 2, 1);
    h = relu(conv2.apply(relu(before2.apply(h))));
    h = through(at28, maxPool2d(h, 3, 2, 1));
    h = through(at14, maxPool2d(h, 3, 2, 1));
    h = through(at7, maxPool2d(h, 3, 2, 1));
    return head.apply(h.meanOver(2, 3));
  }

  private static Tensor through(List<Inception> blocks, Tensor x) {
    Tensor h = x;
    for (Inception block : blocks) {
      h = block.apply(h);
    }
    return h;
  }

  @Differentiable(wrt = "this")
  float loss(@Shape("N, 3, 224, 224") Tensor x, @Shape("N") int[] labels) {
    return crossEntropy(logits(x), labels);
  }
}
