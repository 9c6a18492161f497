package dev.adjoint.benchmarks.steps;

import static dev.adjoint.tensor.Activations.relu;
import static dev.adjoint.tensor.Convolutions.conv2d;
import static dev.adjoint.tensor.Losses.crossEntropy;
import static dev.adjoint.tensor.Pooling.maxPool2d;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.annotations.Shape;
import dev.adjoint.tensor.Tensor;

/** LeNet-5 with rectifiers and max pooling. */
record LeNet(
    @Shape("6, 1, 5, 5") Tensor conv1,
    @Shape("6") Tensor bias1,
    @Shape("16, 6, 5, 5") Tensor conv2,
    @Shape("16") Tensor bias2,
    Linear full1,
    Linear full2,
    Linear full3) {

  static LeNet zeros() {
    return new LeNet(
        Tensor.zeros(6, 1, 5, 5),
        Tensor.zeros(6),
        Tensor.zeros(16, 6, 5, 5),
        Tensor.zeros(16),
        Linear.zeros(400, 120),
        Linear.zeros(120, 84),
        Linear.zeros(84, 10));
  }

  @Differentiable(wrt = "this")
  float loss(@Shape("N, 1, 28, 28") Tensor x, @Shape("N") int[] labels) {
    Tensor first = maxPool2d(relu(conv2d(x, conv1, bias1, 1, 2)), 2);
    Tensor second = maxPool2d(relu(conv2d(first, conv2, bias2)), 2);
    Tensor flat = second.reshape(labels.length, 400);
    Tensor h = relu(full2.apply(relu(full1.apply(flat))));
    return crossEntropy(full3.apply(h), labels);
  }
}
