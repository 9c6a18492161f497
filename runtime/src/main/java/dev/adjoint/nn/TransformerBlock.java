package dev.adjoint.nn;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.annotations.Mode;
import dev.adjoint.annotations.Shape;
import dev.adjoint.random.RandomSource;
import dev.adjoint.tensor.Tensor;

/**
 * A block of a transformer: attention and a network of two layers, each with a residual connection
 * (Vaswani and others 2017). Names are those of PyTorch's {@code TransformerEncoderLayer}, with
 * {@code attention} for {@code self_attn}; attention weights are not dropped out.
 *
 * @param attention of the sequence to itself
 * @param linear1 from the features to the hidden units
 * @param linear2 back
 * @param norm1 of attention
 * @param norm2 of the network
 * @param activation between the two layers
 * @param dropout of what attention gives, of the hidden units, and of what the network gives
 * @param normFirst whether a normalization comes before its part, within the residual connection,
 *     which trains more easily (Xiong and others 2020); else behind the sum, as in the first paper
 */
public record TransformerBlock(
    MultiHeadAttention attention,
    Linear linear1,
    Linear linear2,
    LayerNorm norm1,
    LayerNorm norm2,
    Activation activation,
    Dropout dropout,
    boolean normFirst)
    implements Layer {
  /** A block with GELU and without dropout, normalizations first, as GPT-2 has them. */
  public static TransformerBlock init(
      RandomSource random, int features, int heads, int hidden, boolean causal) {
    return new TransformerBlock(
        MultiHeadAttention.init(random, features, heads, causal),
        Linear.init(random, features, hidden),
        Linear.init(random, hidden, features),
        LayerNorm.init(features),
        LayerNorm.init(features),
        new Activation(Nonlinearity.GELU),
        new Dropout(0),
        true);
  }

  /** The same block with dropout. */
  public TransformerBlock withDropout(float probability) {
    return new TransformerBlock(
        attention, linear1, linear2, norm1, norm2, activation, new Dropout(probability), normFirst);
  }

  /** The same block with its normalizations first, or behind the sums. */
  public TransformerBlock withNormFirst(boolean first) {
    return new TransformerBlock(
        attention, linear1, linear2, norm1, norm2, activation, dropout, first);
  }

  /** The same block with another function between the two layers. */
  public TransformerBlock withActivation(Nonlinearity function) {
    return new TransformerBlock(
        attention, linear1, linear2, norm1, norm2, new Activation(function), dropout, normFirst);
  }

  /**
   * The block in evaluation.
   *
   * @param x of shape {@code [n, t, features]}
   */
  @Override
  @Differentiable(modes = {Mode.JVP, Mode.HVP})
  @Shape("N, T, D")
  public Tensor apply(@Shape("N, T, D") Tensor x) {
    if (normFirst) {
      Tensor h = x.plus(attention.apply(norm1.apply(x)));
      return h.plus(network(norm2.apply(h)));
    }
    Tensor h = norm1.apply(x.plus(attention.apply(x)));
    return norm2.apply(h.plus(network(h)));
  }

  @Override
  @Differentiable(modes = Mode.JVP)
  @Shape("N, T, D")
  public Tensor applyInTraining(@Shape("N, T, D") Tensor x, RandomSource random) {
    if (normFirst) {
      Tensor attended = attention.apply(norm1.apply(x));
      Tensor h = x.plus(dropout.applyInTraining(attended, random));
      return h.plus(networkInTraining(norm2.apply(h), random));
    }
    Tensor attended = dropout.applyInTraining(attention.apply(x), random);
    Tensor h = norm1.apply(x.plus(attended));
    return norm2.apply(h.plus(networkInTraining(h, random)));
  }

  private Tensor network(Tensor x) {
    return linear2.apply(activation.apply(linear1.apply(x)));
  }

  private Tensor networkInTraining(Tensor x, RandomSource random) {
    Tensor hidden = dropout.applyInTraining(activation.apply(linear1.apply(x)), random);
    return dropout.applyInTraining(linear2.apply(hidden), random);
  }
}
