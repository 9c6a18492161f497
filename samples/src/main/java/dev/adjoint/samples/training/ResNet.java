package dev.adjoint.samples.training;

import static dev.adjoint.nn.Initialization.kaimingNormal;
import static dev.adjoint.tensor.Activations.relu;
import static dev.adjoint.tensor.Losses.crossEntropy;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.annotations.Shape;
import dev.adjoint.nn.BatchNorm;
import dev.adjoint.nn.Conv2d;
import dev.adjoint.nn.Layer;
import dev.adjoint.nn.Linear;
import dev.adjoint.nn.Sequential;
import dev.adjoint.nn.Size;
import dev.adjoint.random.RandomSource;
import dev.adjoint.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * ResNet for small images (He and others 2016, section 4.2): a convolution, three stages of blocks
 * of two convolutions each with 16, 32 and 64 channels, and a mean over all places.
 */
record ResNet(Conv2d first, BatchNorm norm, List<Block> blocks, Linear head) {
  /** Three blocks a stage make 20 layers. */
  static ResNet init(int blocksOfStage, int in, int out, RandomSource random) {
    List<Block> blocks = new ArrayList<>();
    int channels = 16;
    for (int stage = 0; stage < 3; stage++) {
      for (int i = 0; i < blocksOfStage; i++) {
        int width = 16 << stage;
        blocks.add(Block.init(random, channels, width, width == channels ? 1 : 2));
        channels = width;
      }
    }
    return new ResNet(
        conv(random, in, 16, 3, 1),
        BatchNorm.init(16),
        List.copyOf(blocks),
        Linear.init(random, 64, out));
  }

  private static Conv2d conv(RandomSource random, int in, int out, int kernel, int stride) {
    return new Conv2d(
        kaimingNormal(random, out, in, kernel, kernel),
        Tensor.zeros(out),
        Size.of(stride),
        Size.of(kernel / 2),
        Size.of(1),
        1);
  }

  /** Two convolutions, led around by a shortcut. */
  record Block(Conv2d conv1, BatchNorm norm1, Conv2d conv2, BatchNorm norm2, Layer shortcut) {
    static Block init(RandomSource random, int in, int out, int stride) {
      Layer shortcut =
          stride == 1 && in == out
              ? Sequential.of()
              : Sequential.of(conv(random, in, out, 1, stride), BatchNorm.init(out));
      return new Block(
          conv(random, in, out, 3, stride),
          BatchNorm.init(out),
          conv(random, out, out, 3, 1),
          BatchNorm.init(out),
          shortcut);
    }

    @Differentiable
    Tensor inTraining(@Shape("N, C, H, W") Tensor x, RandomSource random) {
      Tensor h = relu(norm1.ofBatch(conv1.apply(x)));
      return relu(norm2.ofBatch(conv2.apply(h)).plus(shortcut.applyInTraining(x, random)));
    }

    Tensor apply(Tensor x) {
      Tensor h = relu(norm1.apply(conv1.apply(x)));
      return relu(norm2.apply(conv2.apply(h)).plus(shortcut.apply(x)));
    }
  }

  /** By the statistics of the batch; nothing is random, but the shortcuts are any layers. */
  @Differentiable(wrt = "this")
  float loss(@Shape("N, C, H, W") Tensor x, @Shape("N") int[] labels, RandomSource random) {
    Tensor h = relu(norm.ofBatch(first.apply(x)));
    for (Block block : blocks) {
      h = block.inTraining(h, random);
    }
    return crossEntropy(head.apply(h.meanOver(2, 3)), labels);
  }

  /** By the running statistics. */
  Tensor logits(Tensor x) {
    Tensor h = relu(norm.apply(first.apply(x)));
    for (Block block : blocks) {
      h = block.apply(h);
    }
    return head.apply(h.meanOver(2, 3));
  }
}
