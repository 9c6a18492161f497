package dev.adjoint.samples.training;

import static dev.adjoint.tensor.Activations.sigmoid;
import static dev.adjoint.tensor.Losses.crossEntropy;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.annotations.Shape;
import dev.adjoint.nn.BatchNorm;
import dev.adjoint.nn.Linear;
import dev.adjoint.random.RandomSource;
import dev.adjoint.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** A perceptron with sigmoids, and batch normalization before each of them. */
record NormalizedNet(List<Block> blocks, Linear head) {
  static NormalizedNet init(int depth, int in, int width, int out, RandomSource random) {
    List<Block> blocks = new ArrayList<>();
    for (int i = 0; i < depth; i++) {
      blocks.add(new Block(Linear.init(random, i == 0 ? in : width, width), BatchNorm.init(width)));
    }
    return new NormalizedNet(List.copyOf(blocks), Linear.init(random, width, out));
  }

  /** A linear layer whose results are normalized. */
  record Block(Linear linear, BatchNorm norm) {
    @Differentiable
    Tensor inTraining(@Shape("N, IN") Tensor x) {
      return sigmoid(norm.ofBatch(linear.apply(x)));
    }

    Tensor apply(Tensor x) {
      return sigmoid(norm.apply(linear.apply(x)));
    }
  }

  /** By the statistics of the batch. */
  @Differentiable(wrt = "this")
  float loss(@Shape("N, IN") Tensor x, @Shape("N") int[] labels) {
    Tensor h = x;
    for (Block block : blocks) {
      h = block.inTraining(h);
    }
    return crossEntropy(head.apply(h), labels);
  }

  /** By the running statistics. */
  Tensor logits(Tensor x) {
    Tensor h = x;
    for (Block block : blocks) {
      h = block.apply(h);
    }
    return head.apply(h);
  }
}
