package dev.adjoint.nn;

import static dev.adjoint.tensor.Embeddings.embedding;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.annotations.Mode;
import dev.adjoint.annotations.Shape;
import dev.adjoint.random.RandomSource;
import dev.adjoint.tensor.Indexing;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.tensor.Tensors;

/**
 * A vector for each token of a vocabulary.
 *
 * @param weight of shape {@code [vocabulary, features]}, as PyTorch's
 */
public record Embedding(@Shape("V, D") Tensor weight) {
  /**
   * Normally distributed with mean 0 and variance 1, as PyTorch's.
   *
   * @throws IllegalArgumentException if a size is not positive
   */
  public static Embedding init(RandomSource random, int vocabulary, int features) {
    Settings.positive("Embedding", "vocabulary", vocabulary);
    Settings.positive("Embedding", "features", features);
    return new Embedding(Tensors.normal(random, vocabulary, features));
  }

  /**
   * The vectors of sequences of tokens, which have equal lengths.
   *
   * @return of shape {@code [n, t, features]}
   * @throws IndexOutOfBoundsException if there is no such token
   */
  @Differentiable(modes = {Mode.JVP, Mode.HVP})
  @Shape("N, T, D")
  public Tensor apply(@Shape("N, T") int[][] tokens) {
    return embedding(weight, tokens);
  }

  /**
   * The vectors of one sequence of tokens, or of one token of each example.
   *
   * @return of shape {@code [n, features]}
   * @throws IndexOutOfBoundsException if there is no such token
   */
  @Differentiable(modes = {Mode.JVP, Mode.HVP})
  @Shape("N, D")
  public Tensor ofTokens(@Shape("N") int[] tokens) {
    return Indexing.takeRows(weight, tokens);
  }
}
