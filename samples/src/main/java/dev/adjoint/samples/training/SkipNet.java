package dev.adjoint.samples.training;

import static dev.adjoint.tensor.Activations.relu;
import static dev.adjoint.tensor.Losses.crossEntropy;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.annotations.Shape;
import dev.adjoint.nn.Linear;
import dev.adjoint.random.RandomSource;
import dev.adjoint.tensor.Tensor;
import java.util.List;
import java.util.stream.Stream;

/** A deep perceptron, each of whose blocks is led around if it has residual connections. */
record SkipNet(Linear first, List<Block> blocks, Linear head, boolean isResidual) {
  static SkipNet init(int depth, int in, int width, int out, boolean skips, RandomSource random) {
    return new SkipNet(
        Linear.init(random, in, width),
        Stream.generate(
                () ->
                    new Block(Linear.init(random, width, width), Linear.init(random, width, width)))
            .limit(depth / 2)
            .toList(),
        Linear.init(random, width, out),
        skips);
  }

  /** Two layers. */
  record Block(Linear inner, Linear outer) {
    @Differentiable
    @Shape("N, W")
    Tensor apply(@Shape("N, W") Tensor x) {
      return outer.apply(relu(inner.apply(x)));
    }
  }

  @Differentiable
  Tensor logits(@Shape("N, IN") Tensor x) {
    Tensor h = relu(first.apply(x));
    for (Block block : blocks) {
      h = isResidual ? relu(h.plus(block.apply(h))) : relu(block.apply(h));
    }
    return head.apply(h);
  }

  @Differentiable(wrt = "this")
  float loss(@Shape("N, IN") Tensor x, @Shape("N") int[] labels) {
    return crossEntropy(logits(x), labels);
  }
}
