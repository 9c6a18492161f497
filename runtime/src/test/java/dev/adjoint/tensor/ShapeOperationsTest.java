package dev.adjoint.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adjoint.random.RandomSource;
import org.junit.jupiter.api.Test;

class ShapeOperationsTest {
  private final Tensor cube = Tensors.normal(RandomSource.of(3), 2, 3, 4);

  @Test
  void permuteMovesEveryElement() {
    Tensor moved = cube.permute(2, 0, 1);
    assertThat(moved.shape()).containsExactly(4, 2, 3);
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 3; j++) {
        for (int k = 0; k < 4; k++) {
          assertThat(moved.get(k, i, j)).isEqualTo(cube.get(i, j, k));
          assertThat(cube.transpose().get(i, k, j)).isEqualTo(cube.get(i, j, k));
          assertThat(cube.swapAxes(0, -1).get(k, j, i)).isEqualTo(cube.get(i, j, k));
        }
      }
    }
  }

  @Test
  void theInversePermutationGoesBack() {
    int[] axes = {-1, 0, 1};
    assertThat(cube.permute(axes).permute(Shapes.inversePermutation(axes))).isEqualTo(cube);
  }

  @Test
  void transposeOfOddSizesLargerThanATile() {
    Tensor matrix = Tensors.normal(RandomSource.of(4), 65, 33);
    Tensor transposed = matrix.transpose();
    for (int i = 0; i < 65; i++) {
      for (int j = 0; j < 33; j++) {
        assertThat(transposed.get(j, i)).isEqualTo(matrix.get(i, j));
      }
    }
  }

  @Test
  void reshapeSharesMemoryAndFindsOneSize() {
    Tensor flat = cube.reshape(-1);
    assertThat(flat.shape()).containsExactly(24);
    assertThat(flat.array()).isSameAs(cube.array());
    assertThat(cube.reshape(4, -1, 2).shape()).containsExactly(4, 3, 2);
  }

  @Test
  void refusesImpossibleShapes() {
    assertThatThrownBy(() -> cube.reshape(5, -1))
        .isInstanceOf(ShapeException.class)
        .hasMessage("reshape: [2, 3, 4] does not have the size of [5, -1]");
    assertThatThrownBy(() -> cube.reshape(-1, -1)).isInstanceOf(ShapeException.class);
    assertThatThrownBy(() -> cube.permute(0, 1, 1))
        .isInstanceOf(ShapeException.class)
        .hasMessage("permute: axis 1 of [2, 3, 4] is given twice: [0, 1, 1]");
    assertThatThrownBy(() -> cube.permute(0, 1))
        .isInstanceOf(ShapeException.class)
        .hasMessage("permute: [0, 1] is no order of the axes of [2, 3, 4]");
    assertThatThrownBy(() -> cube.swapAxes(0, 3))
        .isInstanceOf(ShapeException.class)
        .hasMessage("swapAxes: no axis 3 in [2, 3, 4]");
    assertThatThrownBy(() -> Tensor.vector(1).transpose()).isInstanceOf(ShapeException.class);
  }
}
