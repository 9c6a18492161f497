package dev.adjoint.samples.architectures;

import static dev.adjoint.tensor.Activations.relu;
import static dev.adjoint.tensor.Losses.crossEntropy;
import static dev.adjoint.tensor.Pooling.maxPool2d;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.annotations.Shape;
import dev.adjoint.nn.Linear;
import dev.adjoint.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** ResNet-18 (He and others 2016, table 1) for images of 224 x 224. */
record ResNet18(ConvNorm first, List<Block> blocks, Linear head) {
  static ResNet18 zeros() {
    List<Block> blocks = new ArrayList<>();
    int in = 64;
    for (int out : new int[] {64, 128, 256, 512}) {
      blocks.add(Block.zeros(in, out));
      blocks.add(Block.zeros(out, out));
      in = out;
    }
    return new ResNet18(
        ConvNorm.zeros(3, 64, 7, 2),
        List.copyOf(blocks),
        new Linear(Tensor.zeros(512, 1000), Tensor.zeros(1000)));
  }

  /**
   * Two convolutions, led around by a shortcut.
   *
   * @param shortcut none, or one that makes the channels fit
   */
  record Block(ConvNorm conv1, ConvNorm conv2, List<ConvNorm> shortcut) {
    static Block zeros(int in, int out) {
      int stride = out == in ? 1 : 2;
      return new Block(
          ConvNorm.zeros(in, out, 3, stride),
          ConvNorm.zeros(out, out, 3, 1),
          out == in ? List.of() : List.of(ConvNorm.zeros(in, out, 1, stride)));
    }

    @Differentiable
    Tensor apply(@Shape("N, C, H, W") Tensor x) {
      Tensor around = x;
      for (ConvNorm fit : shortcut) {
        around = fit.apply(around);
      }
      return relu(conv2.apply(relu(conv1.apply(x))).plus(around));
    }
  }

  @Differentiable
  Tensor logits(@Shape("N, 3, 224, 224") Tensor x) {
    Tensor h = maxPool2d(relu(first.apply(x)), 3, 2, 1);
    for (Block block : blocks) {
      h = block.apply(h);
    }
    return head.apply(h.meanOver(2, 3));
  }

  @Differentiable(wrt = "this")
  float loss(@Shape("N, 3, 224, 224") Tensor x, @Shape("N") int[] labels) {
    return crossEntropy(logits(x), labels);
  }
}
