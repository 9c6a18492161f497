package dev.adjoint.samples.sequences;

import static dev.adjoint.nn.Initialization.truncatedNormal;
import static dev.adjoint.tensor.Embeddings.flat;
import static dev.adjoint.tensor.Losses.crossEntropy;
import static dev.adjoint.tensor.Shaping.select;
import static dev.adjoint.tensor.Shaping.slice;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.annotations.Shape;
import dev.adjoint.nn.Embedding;
import dev.adjoint.nn.LayerNorm;
import dev.adjoint.nn.TransformerBlock;
import dev.adjoint.random.RandomSource;
import dev.adjoint.tensor.Tensor;
import java.util.List;
import java.util.stream.Stream;

/**
 * A transformer that predicts the next token from those before it (GPT-2, Radford and others 2019):
 * the embeddings of tokens and of their places, blocks of causal attention, and the tokens'
 * embeddings again, to compare with each what comes out.
 *
 * @param places the embedding of each place, as many as the model can see at once
 */
record Gpt(
    Embedding tokens, @Shape("P, D") Tensor places, List<TransformerBlock> blocks, LayerNorm norm) {
  static Gpt init(
      int vocabulary, int context, int features, int heads, int depth, RandomSource random) {
    return new Gpt(
        new Embedding(truncatedNormal(random, 0.02f, vocabulary, features)),
        truncatedNormal(random, 0.02f, context, features),
        Stream.generate(() -> TransformerBlock.init(random, features, heads, 4 * features, true))
            .limit(depth)
            .toList(),
        LayerNorm.init(features));
  }

  /** How many tokens the model can see at once. */
  int context() {
    return places.dimension(0);
  }

  @Differentiable
  @Shape("N, T, D")
  Tensor embedded(@Shape("N, T") int[][] text) {
    Tensor h = tokens.apply(text);
    return h.plus(slice(places, 0, 0, h.dimension(1)));
  }

  @Differentiable
  @Shape("N, T, V")
  Tensor logits(@Shape("N, T") int[][] text) {
    Tensor h = embedded(text);
    for (TransformerBlock block : blocks) {
      h = block.apply(h);
    }
    return norm.apply(h).matmulTransposed(tokens.weight());
  }

  /** The mean of -log p(next token | tokens before it) over all places. */
  @Differentiable(wrt = "this")
  float loss(@Shape("N, T") int[][] text, @Shape("N, T") int[][] next) {
    Tensor logits = logits(text);
    return crossEntropy(logits.reshape(-1, logits.dimension(2)), flat(next));
  }

  /** How much each token attends to each, of shape {@code [heads, t, t]}, in a block from 0. */
  Tensor attention(int[] text, int block) {
    Tensor h = embedded(new int[][] {text});
    for (TransformerBlock before : blocks.subList(0, block)) {
      h = before.apply(h);
    }
    TransformerBlock shown = blocks.get(block);
    return select(shown.attention().weights(shown.norm1().apply(h)), 0, 0);
  }
}
