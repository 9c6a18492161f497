package dev.adjoint.nn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.random.RandomSource;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.tensor.Tensors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttentionWeightsTest {
  /** With values that are the input and an output that is the identity, a head is weights x. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theyAreThoseOfAttention(boolean causal) {
    RandomSource random = RandomSource.of(4);
    MultiHeadAttention drawn = MultiHeadAttention.init(random, 6, 2, causal);
    Linear same = new Linear(Tensors.eye(6), Tensor.zeros(6));
    MultiHeadAttention attention =
        new MultiHeadAttention(drawn.query(), drawn.key(), same, same, 2, causal);
    Tensor x = Tensors.normal(random, 3, 5, 6);
    Tensor weights = attention.weights(x);
    assertThat(weights.shape()).containsExactly(3, 2, 5, 5);
    assertThat(weights.sumOver(-1).isCloseTo(Tensor.ones(3, 2, 5), 1e-6f)).isTrue();
    assertThat(weights.get(0, 0, 1, 3) == 0).isEqualTo(causal);
    Tensor values = x.reshape(3, 5, 2, 3).permute(0, 2, 1, 3);
    Tensor expected = weights.matmul(values).permute(0, 2, 1, 3).reshape(3, 5, 6);
    assertThat(attention.apply(x).isCloseTo(expected, 1e-5f)).isTrue();
  }
}
