package dev.adjoint.benchmarks.steps;

import static dev.adjoint.tensor.Activations.relu;
import static dev.adjoint.tensor.Convolutions.conv2d;
import static dev.adjoint.tensor.Losses.crossEntropy;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.annotations.Shape;
import dev.adjoint.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** ResNet-20 for images of 32 x 32. */
record ResNet(Tensor conv, ResidualBlock.Norm norm, List<ResidualBlock> blocks, Linear head) {

  static ResNet zeros() {
    List<ResidualBlock> blocks = new ArrayList<>();
    int in = 16;
    for (int out : new int[] {16, 32, 64}) {
      for (int i = 0; i < 3; i++) {
        blocks.add(ResidualBlock.zeros(in, out, i == 0 && out > 16 ? 2 : 1));
        in = out;
      }
    }
    return new ResNet(
        Tensor.zeros(16, 3, 3, 3),
        ResidualBlock.Norm.zeros(16),
        List.copyOf(blocks),
        Linear.zeros(64, 10));
  }

  @Differentiable(wrt = "this")
  float loss(@Shape("N, 3, 32, 32") Tensor x, @Shape("N") int[] labels) {
    Tensor h = relu(norm.apply(conv2d(x, conv, 1, 1)));
    for (ResidualBlock block : blocks) {
      h = block.apply(h);
    }
    return crossEntropy(head.apply(h.meanOver(2, 3)), labels);
  }
}
