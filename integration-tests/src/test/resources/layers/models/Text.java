package models;

import static dev.adjoint.tensor.Losses.crossEntropy;

import dev.adjoint.annotations.*;
import dev.adjoint.nn.*;
import dev.adjoint.optim.*;
import dev.adjoint.random.RandomSource;
import dev.adjoint.tensor.*;
import java.util.List;

/** A small language model. */
public record Text(
    Embedding tokens,
    @Shape("T, D") Tensor positions,
    List<TransformerBlock> blocks,
    RmsNorm norm,
    Linear head) {
  static Text init(RandomSource random, int vocabulary, int length, int features) {
    return new Text(
        Embedding.init(random, vocabulary, features),
        Tensors.normal(random, length, features),
        List.of(
            TransformerBlock.init(random, features, 2, 2 * features, true),
            TransformerBlock.init(random, features, 2, 2 * features, true).withNormFirst(false)),
        RmsNorm.init(features),
        Linear.init(random, features, vocabulary));
  }

  @Differentiable
  @Shape("N, T, V")
  Tensor logits(@Shape("N, T") int[][] text) {
    Tensor h = tokens.apply(text).plus(positions);
    for (TransformerBlock block : blocks) {
      h = block.apply(h);
    }
    return head.apply(norm.apply(h));
  }

  @Differentiable(wrt = "this")
  float loss(@Shape("N, T") int[][] text, @Shape("M") int[] next) {
    Tensor logits = logits(text);
    return crossEntropy(logits.reshape(-1, logits.dimension(2)), next);
  }

  /** Texts that count up, from any number, by one or by two. */
  static int[][] texts() {
    int[][] texts = new int[10][4];
    for (int n = 0; n < 10; n++) {
      for (int t = 0; t < 4; t++) {
        texts[n][t] = (n / 2 + t * (1 + n % 2)) % 5;
      }
    }
    return texts;
  }

  static int[] next() {
    int[] next = new int[40];
    for (int n = 0; n < 10; n++) {
      for (int t = 0; t < 4; t++) {
        next[4 * n + t] = (n / 2 + (t + 1) * (1 + n % 2)) % 5;
      }
    }
    return next;
  }

  static double[] train() {
    Text model = init(RandomSource.of(3), 5, 4, 6);
    var optimizer = Optimizers.adam(a -> a.learningRate(.01)).start(TextTree.TREE, model);
    double[] losses = new double[101];
    for (int step = 0; step < 100; step++) {
      var both = TextGrad.loss(model, texts(), next());
      losses[step] = both.value();
      model = optimizer.step(model, both.gradient());
    }
    // Of what comes after a first token alone nobody can tell which of two it is.
    int right = 0;
    int[] found = model.logits(texts()).argmaxOver(2);
    for (int i = 0; i < 40; i++) {
      right += i % 4 > 0 && found[i] == next()[i] ? 1 : 0;
    }
    losses[100] = right / 30.0;
    return losses;
  }
}
