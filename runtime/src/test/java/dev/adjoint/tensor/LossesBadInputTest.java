package dev.adjoint.tensor;

import static dev.adjoint.tensor.Attention.scaledDotProductAttention;
import static dev.adjoint.tensor.LossTerms.binaryCrossEntropyTerms;
import static dev.adjoint.tensor.LossTerms.binaryCrossEntropyWithLogitsTerms;
import static dev.adjoint.tensor.LossTerms.huberTerms;
import static dev.adjoint.tensor.MarginLosses.cosineEmbeddingTerms;
import static dev.adjoint.tensor.MarginLosses.multiMarginTerms;
import static dev.adjoint.tensor.MarginLosses.tripletMarginTerms;
import static dev.adjoint.tensor.Regularization.dropout;
import static dev.adjoint.tensor.Regularization.dropoutMask;
import static dev.adjoint.tensor.Tensor.ones;
import static dev.adjoint.tensor.Tensor.vector;
import static dev.adjoint.tensor.Tensor.zeros;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adjoint.random.RandomSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What losses, attention, recurrent steps and dropout say of operands that do not fit. */
class LossesBadInputTest {
  @Test
  void losses() {
    misfit(() -> huberTerms(zeros(2, 3), zeros(3), 1), "huberTerms: shapes differ: [2, 3] and [3]");
    wrong(() -> huberTerms(zeros(3), zeros(3), 0), "huberTerms: delta must be positive: 0.0");
    wrong(
        () -> binaryCrossEntropyTerms(vector(0.5f, 1.5f), zeros(2)),
        "binaryCrossEntropyTerms: no probability: 1.5 at 1");
    misfit(
        () -> binaryCrossEntropyWithLogitsTerms(zeros(2), zeros(2), ones(3, 2)),
        "binaryCrossEntropyWithLogitsTerms: shapes differ: [2] and [3, 2]");
    misfit(
        () -> Losses.crossEntropy(zeros(2, 3), zeros(2, 4)),
        "crossEntropyTerms: shapes differ: [2, 3] and [2, 4]");
    misfit(
        () -> Losses.crossEntropy(zeros(2, 3), new int[] {0}, ones(3), -100, 0),
        "crossEntropy: 1 labels for scores [2, 3]");
    misfit(
        () -> Losses.crossEntropy(zeros(1, 3), new int[] {0}, ones(2), -100, 0),
        "crossEntropy: weights [2] are not one for each class of [1, 3]");
    wrong(
        () -> Losses.crossEntropy(zeros(1, 3), new int[] {3}, ones(3), -100, 0),
        "crossEntropy: label 3 at position 0 is outside of the 3 classes");
    wrong(
        () -> Losses.crossEntropy(zeros(1, 3), new int[] {1}, ones(3), -100, 2),
        "crossEntropy: smoothing from 0 to 1 expected: 2.0");
    wrong(
        () -> Losses.negativeLogLikelihood(zeros(1, 3), new int[] {-1}, ones(3), -100),
        "negativeLogLikelihood: label -1 at position 0 is outside of the 3 classes");
  }

  @Test
  void margins() {
    misfit(
        () -> multiMarginTerms(zeros(3), new int[] {0}, 1),
        "multiMarginTerms: rank 2 expected: [3]");
    misfit(
        () -> tripletMarginTerms(zeros(2, 3), zeros(2, 3), zeros(3), 1),
        "pairwiseDistance: shapes differ: [2, 3] and [3]");
    misfit(
        () -> cosineEmbeddingTerms(zeros(2, 3), zeros(2, 3), new int[] {1}, 0),
        "cosineEmbeddingTerms: 1 labels for [2, 3]");
  }

  @Test
  void attention() {
    misfit(
        () -> scaledDotProductAttention(zeros(2, 3), zeros(4, 5), zeros(4, 2), false),
        "scaledDotProductAttention: queries [*b, t, d], keys [*b, s, d] and values [*b, s, e]"
            + " expected: [2, 3], [4, 5] and [4, 2]");
    misfit(
        () -> scaledDotProductAttention(zeros(2, 3), zeros(4, 3), zeros(4, 2), zeros(4, 2)),
        "scaledDotProductAttention: the mask [4, 2] cannot be broadcast to [2, 4]");
  }

  @Test
  void recurrent() {
    misfit(
        () -> Recurrent.lstmMemory(zeros(2, 8), zeros(2, 3)),
        "lstmMemory: shapes differ: [2, 8] and [2, 12]");
    misfit(() -> Recurrent.lstmGates(zeros(2, 6)), "lstmGates: shapes differ: [2, 6] and [2, 4]");
    misfit(
        () -> Recurrent.gruGate(zeros(2, 9), zeros(2, 6), 0),
        "gruGate: shapes differ: [2, 9] and [2, 6]");
    misfit(
        () -> Recurrent.gruCandidate(zeros(2, 9), zeros(2, 6), zeros(2, 3)),
        "gruCandidate: shapes differ: [2, 6] and [2, 9]");
    misfit(() -> Recurrent.gate(zeros(2, 5), 0, 3), "gate: shapes differ: [2, 5] and [2, 3]");
    misfit(
        () ->
            Recurrent.gates(
                zeros(2, 3), zeros(2, 4), zeros(16, 4), zeros(16, 4), zeros(16), zeros(16)),
        "gates: shapes differ: [16, 4] and [16, 3]");
  }

  @Test
  void dropoutMasks() {
    wrong(
        () -> dropoutMask(RandomSource.of(1), 1.5f, 3),
        "dropoutMask: a probability from 0 to 1 expected: 1.5");
    misfit(() -> dropout(zeros(2, 3), zeros(3)), "dropout: shapes differ: [2, 3] and [3]");
    Tensor mask = dropoutMask(RandomSource.of(7), 0.25f, 100, 100);
    assertThat(mask).isEqualTo(dropoutMask(RandomSource.of(7), 0.25f, 100, 100));
    assertThat(mask.mean()).isBetween(0.98f, 1.02f);
    assertThat(dropoutMask(RandomSource.of(7), 1, 3)).isEqualTo(zeros(3));
    assertThat(dropoutMask(RandomSource.of(7), 0, 3)).isEqualTo(ones(3));
  }

  private static void misfit(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(ShapeException.class).hasMessage(message);
  }

  private static void wrong(ThrowingCallable call, String message) {
    assertThatThrownBy(call)
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
