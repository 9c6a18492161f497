package dev.adjoint.benchmarks.steps;

import static dev.adjoint.tensor.Losses.crossEntropy;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.annotations.Shape;
import dev.adjoint.random.RandomSource;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.tensor.Tensors;
import java.util.List;
import java.util.stream.Stream;

/** Blocks of a transformer with a linear layer on top. */
record Transformer(List<TransformerBlock> blocks, Tensor head, Tensor bias) {
  static Transformer init(RandomSource random, int layers, int d, int classes) {
    return new Transformer(
        Stream.generate(() -> TransformerBlock.init(random, d)).limit(layers).toList(),
        Tensors.normal(random, d, classes).scale(0.05f),
        Tensor.zeros(classes));
  }

  @Differentiable(wrt = "this")
  float loss(@Shape("B, T, D") Tensor x, @Shape("N") int[] labels, int heads) {
    Tensor h = x;
    for (TransformerBlock block : blocks) {
      h = block.forward(h, heads);
    }
    Tensor rows = h.reshape(labels.length, h.dimension(2));
    return crossEntropy(rows.matmul(head).plus(bias), labels);
  }
}
