package dev.adjoint.samples.representation;

import static dev.adjoint.tensor.Losses.crossEntropy;
import static dev.adjoint.tensor.Reductions.normKeeping;
import static dev.adjoint.tensor.Shaping.select;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.annotations.NonDifferentiable;
import dev.adjoint.annotations.Shape;
import dev.adjoint.nn.Activation;
import dev.adjoint.nn.Conv2d;
import dev.adjoint.nn.Embedding;
import dev.adjoint.nn.Flatten;
import dev.adjoint.nn.Gru;
import dev.adjoint.nn.Linear;
import dev.adjoint.nn.Nonlinearity;
import dev.adjoint.nn.Sequential;
import dev.adjoint.random.RandomSource;
import dev.adjoint.tensor.Tensor;
import java.util.Arrays;

/**
 * Two networks that put images and sentences into the same space, where an image shall be nearest
 * to the sentence that is said of it (CLIP, Radford and others 2021).
 *
 * @param logScale the logarithm of what cosines are multiplied by before the softmax
 */
record Matcher(Sequential images, Embedding words, Gru reader, Linear sentences, float logScale) {
  /** For images of 28 x 28 pixels. */
  static Matcher init(int vocabulary, int space, RandomSource random) {
    return new Matcher(
        Sequential.of(
            Conv2d.init(random, 1, 16, 5, c -> c.stride(2).padding(2)),
            new Activation(Nonlinearity.RELU),
            Conv2d.init(random, 16, 32, 3, c -> c.stride(2).padding(1)),
            new Activation(Nonlinearity.RELU),
            new Flatten(),
            Linear.init(random, 7 * 7 * 32, 128),
            new Activation(Nonlinearity.RELU),
            Linear.init(random, 128, space)),
        Embedding.init(random, vocabulary, 32),
        Gru.init(random, 32, 64),
        Linear.init(random, 64, space),
        (float) Math.log(10));
  }

  @Differentiable
  @Shape("N, E")
  Tensor ofImages(@Shape("N, 1, H, W") Tensor x) {
    return unit(images.apply(x));
  }

  @Differentiable
  @Shape("N, E")
  Tensor ofSentences(@Shape("N, T") int[][] tokens) {
    return unit(sentences.apply(select(reader.apply(words.apply(tokens)), 1, -1)));
  }

  /**
   * The cross-entropy of finding each image's own sentence among all of the batch, and the other
   * way round.
   */
  @Differentiable(wrt = "this")
  float loss(@Shape("N, 1, H, W") Tensor x, @Shape("N, T") int[][] tokens) {
    Tensor cosines = ofImages(x).matmulTransposed(ofSentences(tokens));
    Tensor logits = cosines.scale((float) Math.exp(logScale));
    int[] own = firstNumbers(tokens.length);
    return 0.5f * (crossEntropy(logits, own) + crossEntropy(logits.transpose(), own));
  }

  private static Tensor unit(Tensor x) {
    return x.dividedBy(normKeeping(x, 2, -1));
  }

  @NonDifferentiable
  static int[] firstNumbers(int count) {
    int[] numbers = new int[count];
    Arrays.setAll(numbers, i -> i);
    return numbers;
  }
}
