package dev.adjoint.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ReductionsTest {
  /** The whole numbers from 0 to 23, whose sums are exact. */
  private final Tensor cube = Tensors.arange(24).reshape(2, 3, 4);

  @Test
  void sumsOverAnyAxes() {
    assertThat(cube.sumOver(0).shape()).containsExactly(3, 4);
    assertThat(cube.sumOver(0).get(1, 2)).isEqualTo(6 + 18);
    assertThat(cube.sumOver(1))
        .isEqualTo(Tensor.of(new float[][] {{12, 15, 18, 21}, {48, 51, 54, 57}}));
    assertThat(cube.sumOver(-1).get(1, 0)).isEqualTo(12 + 13 + 14 + 15);
    assertThat(cube.sumOver(0, 2)).isEqualTo(Tensor.vector(60, 92, 124));
    assertThat(cube.sumOver(2, 1, 0)).isEqualTo(Tensor.scalar(276));
    assertThat(cube.sumOver()).isEqualTo(cube);
    assertThat(cube.sum()).isEqualTo(276);
    assertThat(cube.mean()).isEqualTo(11.5f);
  }

  @Test
  void keptAxesHaveSizeOne() {
    assertThat(cube.sumKeeping(0, -1)).isEqualTo(Tensor.vector(60, 92, 124).reshape(1, 3, 1));
    assertThat(cube.meanOver(0, 2)).isEqualTo(Tensor.vector(7.5f, 11.5f, 15.5f));
  }

  @Test
  void maximaAreTheFirstOnes() {
    Tensor ties = Tensor.of(new float[][] {{1, 3, 3}, {-1, -2, -1}});
    assertThat(ties.maxOver(1)).isEqualTo(Tensor.vector(3, -1));
    assertThat(ties.argmaxOver(1)).containsExactly(1, 0);
    assertThat(ties.maxOver(0)).isEqualTo(Tensor.vector(1, 3, 3));
    assertThat(ties.argmaxOver(-2)).containsExactly(0, 0, 0);
    assertThat(Tensor.vector(1, Float.NaN, 2).maxOver(0).item()).isNaN();
  }

  @Test
  void longSumsKeepTheirDigits() {
    // In float alone, adding 0.1 ten million times would be off by some percent.
    assertThat(Tensor.full(0.1f, 10_000_000).sum()).isCloseTo(1_000_000f, within(0.1f));
  }

  @Test
  void emptyAxesSumToZero() {
    assertThat(Tensor.zeros(0, 3).sumOver(0)).isEqualTo(Tensor.zeros(3));
    assertThatThrownBy(() -> Tensor.zeros(0, 3).maxOver(0)).isInstanceOf(ShapeException.class);
    assertThatThrownBy(() -> cube.sumOver(3))
        .isInstanceOf(ShapeException.class)
        .hasMessage("sumOver: no axis 3 in [2, 3, 4]");
  }
}
