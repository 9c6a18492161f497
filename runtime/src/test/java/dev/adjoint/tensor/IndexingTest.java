package dev.adjoint.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class IndexingTest {
  private final Tensor table = Tensors.arange(6).reshape(3, 2);

  @Test
  void takesAndAddsRows() {
    assertThat(Indexing.takeRows(table, new int[] {2, 0, 2}))
        .isEqualTo(Tensor.of(new float[][] {{4, 5}, {0, 1}, {4, 5}}));
    assertThat(Indexing.addRows(table, new int[] {1, 1, 3}, 4))
        .isEqualTo(Tensor.of(new float[][] {{0, 0}, {2, 4}, {0, 0}, {4, 5}}));
  }

  @Test
  void takesAndPutsAlongAnAxis() {
    Tensor taken = Indexing.takeAlong(table, 0, new int[] {2, 1});
    assertThat(taken).isEqualTo(Tensor.vector(4, 3));
    assertThat(Indexing.putAlong(taken, 0, new int[] {2, 1}, 3))
        .isEqualTo(Tensor.of(new float[][] {{0, 0}, {0, 3}, {4, 0}}));
  }

  @Test
  void refusesWhatIsOutside() {
    assertThatThrownBy(() -> Indexing.takeRows(table, new int[] {3}))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("takeRows: index 3 is outside of an axis of size 3");
    assertThatThrownBy(() -> Indexing.takeAlong(table, 1, new int[] {0}))
        .isInstanceOf(ShapeException.class)
        .hasMessage("takeAlong: 1 indices for 3 positions");
    assertThatThrownBy(() -> Indexing.addRows(table, new int[] {0, 1, -1}, 2))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }
}
