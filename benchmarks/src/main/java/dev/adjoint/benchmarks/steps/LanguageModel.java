package dev.adjoint.benchmarks.steps;

import static dev.adjoint.tensor.Embeddings.embedding;
import static dev.adjoint.tensor.Losses.crossEntropy;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.annotations.Shape;
import dev.adjoint.tensor.Tensor;
import java.util.List;
import java.util.stream.Stream;

/** A transformer that predicts the next character. */
record LanguageModel(
    @Shape("V, D") Tensor tokens,
    @Shape("T, D") Tensor positions,
    List<AttentionBlock> blocks,
    AttentionBlock.Norm norm,
    Linear head) {

  static LanguageModel zeros(int d, int layers, int length, int characters) {
    return new LanguageModel(
        Tensor.zeros(characters, d),
        Tensor.zeros(length, d),
        Stream.generate(() -> AttentionBlock.zeros(d)).limit(layers).toList(),
        AttentionBlock.Norm.zeros(d),
        Linear.zeros(d, characters));
  }

  @Differentiable(wrt = "this")
  float loss(@Shape("B, T") int[][] text, @Shape("M") int[] next, int heads) {
    Tensor h = embedding(tokens, text).plus(positions);
    for (AttentionBlock block : blocks) {
      h = block.apply(h, heads);
    }
    Tensor logits = head.apply(norm.apply(h));
    return crossEntropy(logits.reshape(next.length, logits.dimension(2)), next);
  }
}
