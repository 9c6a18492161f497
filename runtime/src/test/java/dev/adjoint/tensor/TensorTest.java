package dev.adjoint.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TensorTest {
  private final Tensor matrix = Tensor.of(new float[][] {{1, 2, 3}, {4, 5, 6}});

  @Test
  void factoriesCopyAndWrapShares() {
    float[] elements = {1, 2, 3, 4};
    Tensor copied = Tensor.of(elements, 2, 2);
    Tensor shared = Tensor.wrap(elements, 2, 2);
    elements[0] = 9;
    assertThat(copied.get(0, 0)).isEqualTo(1);
    assertThat(shared.get(0, 0)).isEqualTo(9);
  }

  @Test
  void elementsMustMakeTheShape() {
    assertThatThrownBy(() -> Tensor.of(new float[3], 2, 2))
        .isInstanceOf(ShapeException.class)
        .hasMessage("3 elements do not make the shape [2, 2]");
    assertThatThrownBy(() -> Tensor.of(new float[][] {{1, 2}, {3}}))
        .isInstanceOf(ShapeException.class)
        .hasMessage("row 1 has 1 elements, row 0 has 2");
    assertThatThrownBy(() -> Tensor.zeros(2, -1)).isInstanceOf(ShapeException.class);
    assertThatThrownBy(() -> Tensor.zeros(1 << 20, 1 << 20))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("too many elements");
  }

  @Test
  void theShapeCannotBeChangedFromOutside() {
    matrix.shape()[0] = 7;
    assertThat(matrix.shape()).containsExactly(2, 3);
    assertThat(matrix.dimension(-1)).isEqualTo(3);
    assertThat(matrix.rank()).isEqualTo(2);
  }

  @Test
  void patterns() {
    assertThat(Tensors.eye(2)).isEqualTo(Tensor.of(new float[][] {{1, 0}, {0, 1}}));
    assertThat(Tensors.arange(3)).isEqualTo(Tensor.vector(0, 1, 2));
    assertThat(Tensors.linspace(0, 1, 5)).isEqualTo(Tensor.vector(0, 0.25f, 0.5f, 0.75f, 1));
    assertThat(Tensors.linspace(3, 9, 1)).isEqualTo(Tensor.vector(3));
    assertThat(Tensor.ones(2)).isEqualTo(Tensor.full(1, 2));
    assertThat(Tensor.scalar(4).shape()).isEmpty();
    assertThat(Tensor.scalar(4).item()).isEqualTo(4);
  }

  @Test
  void itemNeedsOneElement() {
    assertThatThrownBy(matrix::item)
        .isInstanceOf(ShapeException.class)
        .hasMessage("item: one element expected: [2, 3]");
  }

  @Test
  void getChecksItsIndex() {
    assertThat(matrix.get(1, 2)).isEqualTo(6);
    assertThatThrownBy(() -> matrix.get(0, 3)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> matrix.get(0)).isInstanceOf(ShapeException.class);
  }

  @Test
  void equalityIsByShapeAndElements() {
    assertThat(matrix).isEqualTo(Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3));
    assertThat(matrix).hasSameHashCodeAs(Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3));
    assertThat(matrix).isNotEqualTo(matrix.reshape(3, 2));
    assertThat(matrix.isCloseTo(matrix.shift(0.5f), 0.5f)).isTrue();
    assertThat(matrix.isCloseTo(matrix.shift(0.5f), 0.4f)).isFalse();
    assertThat(Tensor.vector(Float.NaN).isCloseTo(Tensor.vector(1), 1)).isFalse();
    assertThat(Tensor.vector(Float.NaN).isCloseTo(Tensor.vector(Float.NaN), 0)).isTrue();
  }

  @Test
  void textIsReadable() {
    assertThat(matrix).hasToString("Tensor[2, 3] [[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]");
    assertThat(Tensors.arange(100))
        .hasToString("Tensor[100] [0.0, 1.0, 2.0, ..., 97.0, 98.0, 99.0]");
    assertThat(Tensor.scalar(1.5f)).hasToString("Tensor[] 1.5");
    assertThat(Tensor.zeros(0, 2)).hasToString("Tensor[0, 2] []");
  }
}
