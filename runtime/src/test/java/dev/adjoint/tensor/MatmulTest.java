package dev.adjoint.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adjoint.random.RandomSource;
import org.junit.jupiter.api.Test;

class MatmulTest {
  private final RandomSource random = RandomSource.of(2);

  @Test
  void transposedProductsAreProductsOfTransposes() {
    Tensor a = Tensors.normal(random, 2, 5, 7);
    Tensor b = Tensors.normal(random, 2, 7, 3);
    Tensor product = a.matmul(b);
    // The terms are added in the same order, so the results are the same to the last bit.
    assertThat(a.matmulTransposed(b.transpose())).isEqualTo(product);
    assertThat(a.transpose().transposedMatmul(b)).isEqualTo(product);
  }

  @Test
  void batchAxesBroadcast() {
    Tensor a = Tensors.normal(random, 2, 1, 5, 7);
    Tensor b = Tensors.normal(random, 3, 7, 4);
    Tensor product = a.matmul(b);
    assertThat(product.shape()).containsExactly(2, 3, 5, 4);
    Tensor flatA = a.reshape(2, 35);
    Tensor flatB = b.reshape(3, 28);
    Tensor flat = product.reshape(6, 20);
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 3; j++) {
        Tensor one = row(flatA, i).reshape(5, 7).matmul(row(flatB, j).reshape(7, 4));
        assertThat(row(flat, i * 3 + j)).isEqualTo(one.reshape(1, 20));
      }
    }
  }

  @Test
  void anEmptyInnerDimensionGivesZeros() {
    assertThat(Tensor.zeros(2, 0).matmul(Tensor.zeros(0, 3))).isEqualTo(Tensor.zeros(2, 3));
  }

  @Test
  void refusesShapesThatDoNotFit() {
    assertThatThrownBy(() -> Tensor.zeros(32, 784).matmul(Tensor.zeros(128, 10)))
        .isInstanceOf(ShapeException.class)
        .hasMessage("matmul: inner dimensions differ: [32, 784] x [128, 10]");
    assertThatThrownBy(() -> Tensor.zeros(2, 3).matmulTransposed(Tensor.zeros(3, 2)))
        .hasMessage("matmulTransposed: inner dimensions differ: [2, 3] x [3, 2]");
    assertThatThrownBy(() -> Tensor.zeros(3).matmul(Tensor.zeros(3, 2)))
        .hasMessage(
            "matmul: rank 2 or more expected: [3] x [3, 2]; for vectors write"
                + " LinearAlgebra.product(a, b)");
    assertThatThrownBy(() -> Tensor.zeros(2, 3, 4).matmul(Tensor.zeros(5, 4, 6)))
        .hasMessage("matmul: batch dimensions cannot be broadcast: [2, 3, 4] x [5, 4, 6]");
    assertThatThrownBy(() -> Tensor.zeros(2).dot(Tensor.zeros(3)))
        .hasMessage("dot: shapes differ: [2] and [3]");
  }

  private static Tensor row(Tensor matrix, int number) {
    return Indexing.takeRows(matrix, new int[] {number});
  }
}
