package dev.adjoint.integration;

import dev.adjoint.tensor.Tensor;

/** Examples of losses and dropout. */
final class LossExamples extends Examples {
  LossExamples() {
    differences();
    probabilities();
    margins();
    distances();
    parts();
  }

  private void differences() {
    Object[] vector = args(of(new float[] {1, -2, 3}, 3), of(new float[] {.5f, .3f, 1.2f}, 3));
    Object[] matrix = args(of(new float[] {1, -2}, 1, 2), of(new float[] {.2f, .7f}, 1, 2));
    add("LossTerms.absoluteTerms(Tensor, Tensor)", vector, matrix);
    add("LossTerms.squaredTerms(Tensor, Tensor)", vector, matrix);
    add("Losses.meanAbsoluteError(Tensor, Tensor)", vector, matrix);
    for (String key :
        new String[] {
          "LossTerms.huberTerms(Tensor, Tensor, float)",
          "LossTerms.smoothL1Terms(Tensor, Tensor, float)",
          "Losses.huber(Tensor, Tensor, float)",
          "LossGradients.clampedDifference(Tensor, Tensor, float)"
        }) {
      add(key, with(vector, 1f), with(matrix, 0.5f), with(matrix, 5f));
    }
  }

  private Tensor probabilities(int... shape) {
    return positive(shape).scale(0.5f);
  }

  private void probabilities() {
    add("LossTerms.klDivergenceTerms(Tensor, Tensor)", args(signed(2, 3), positive(2, 3)));
    Object[] two = args(probabilities(2, 3), probabilities(2, 3));
    add("LossTerms.binaryCrossEntropyTerms(Tensor, Tensor)", two);
    add("LossGradients.binaryCrossEntropySlope(Tensor, Tensor)", two);
    add(
        "LossTerms.binaryCrossEntropyWithLogitsTerms(Tensor, Tensor, Tensor)",
        args(signed(2, 3), probabilities(2, 3), positive(3)),
        args(signed(3), probabilities(3), positive(1)));
    Object[] rows = args(signed(2, 3), probabilities(2, 3));
    add("LossTerms.crossEntropyTerms(Tensor, Tensor)", rows, args(signed(2), positive(2)));
    add("Losses.crossEntropy(Tensor, Tensor)", rows);
    add(
        "Losses.crossEntropy(Tensor, int[], Tensor, int, float)",
        args(signed(3, 2), ints(0, -1, 1), positive(2), -1, 0.2f));
    add(
        "Losses.negativeLogLikelihood(Tensor, int[], Tensor, int)",
        args(signed(3, 2), ints(0, -1, 1), positive(2), -1));
  }

  private void margins() {
    Tensor signs = of(new float[] {1, -1, 1, -1}, 4);
    Tensor first = of(new float[] {.1f, .9f, 2, -1}, 4);
    Tensor second = of(new float[] {.4f, .5f, .2f, 2}, 4);
    add(
        "MarginLosses.marginRankingTerms(Tensor, Tensor, Tensor, float)",
        args(first, second, signs, 0.2f));
    add("MarginLosses.hingeEmbeddingTerms(Tensor, Tensor, float)", args(first, signs, 0.5f));
    add(
        "MarginLosses.multiMarginTerms(Tensor, int[], float)",
        args(of(new float[] {.2f, .9f, -1, 2, 1.5f, .1f}, 2, 3), ints(0, 2), 0.5f));
    Tensor same = of(new float[] {1, 0, 0, 1}, 4);
    Tensor distances = of(new float[] {.3f, .8f, 2, 1}, 4);
    add("MarginLosses.contrastiveTerms(Tensor, Tensor, float)", args(distances, same, 1.5f));
    add("LossGradients.contrastiveSlope(Tensor, Tensor, float)", args(distances, same, 1.5f));
  }

  private void distances() {
    Tensor a = of(new float[] {1, .5f, -.3f, .8f, 1.2f, .4f}, 2, 3);
    Tensor b = of(new float[] {.2f, -.5f, .6f, 1.8f, .9f, -.7f}, 2, 3);
    Tensor c = of(new float[] {-.4f, .7f, 1.1f, .9f, 1.4f, .3f}, 2, 3);
    for (String name : new String[] {"pairwiseDistance", "cosineSimilarity"}) {
      add("MarginLosses." + name + "(Tensor, Tensor)", args(a, b), args(signed(2), signed(2)));
    }
    add(
        "MarginLosses.tripletMarginTerms(Tensor, Tensor, Tensor, float)",
        args(a, b, c, 0.7f),
        args(a, c, b, 0.7f));
    add(
        "MarginLosses.cosineEmbeddingTerms(Tensor, Tensor, int[], float)",
        args(a, c, ints(1, -1), 0.1f));
  }

  private void parts() {
    add("LossGradients.column(Tensor)", args(signed(3)), args(signed(2, 2)));
    add("LossGradients.unitLength(Tensor, float)", args(signed(2, 3), 0f), args(signed(3), 1e-8f));
    add(
        "LossGradients.unitLengthGradient(Tensor, Tensor, float)",
        args(signed(2, 3), signed(2, 3), 0f),
        args(of(new float[] {.1f, .2f}, 1, 2), signed(1, 2), 2f));
    add("Regularization.dropout(Tensor, Tensor)", args(signed(2, 3), positive(2, 3)));
  }
}
