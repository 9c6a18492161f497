package dev.adjoint.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adjoint.tensor.Tensor;
import dev.adjoint.tensor.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SplitsTest {
  private static final int SIZE = 107;

  /** Three classes of 60, 30 and 17 examples; the input of an example is its number. */
  private final Dataset<Tensor, int[]> dataset =
      Dataset.of(
          Tensors.arange(SIZE).reshape(SIZE, 1),
          IntStream.range(0, SIZE).map(i -> i < 60 ? 2 : i < 90 ? 0 : 7).toArray());

  private static List<Integer> numbers(Dataset<Tensor, int[]> part) {
    List<Integer> numbers = new ArrayList<>();
    for (float number : part.x().array()) {
      numbers.add((int) number);
    }
    return numbers;
  }

  private static int count(Dataset<Tensor, int[]> part, int label) {
    return (int) Arrays.stream(part.y()).filter(l -> l == label).count();
  }

  private static void assertEveryExampleOnce(Split<Dataset<Tensor, int[]>> split) {
    List<Integer> all = new ArrayList<>(numbers(split.train()));
    all.addAll(numbers(split.test()));
    assertThat(all)
        .hasSize(SIZE)
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, SIZE).boxed().toList());
  }

  @Test
  void aStratifiedSplitHasEachClassInProportion() {
    Split<Dataset<Tensor, int[]>> split = dataset.stratifiedSplit(dataset.y(), 0.8, 5);
    assertEveryExampleOnce(split);
    assertThat(List.of(count(split.train(), 2), count(split.train(), 0), count(split.train(), 7)))
        .containsExactly(48, 24, 14);
    assertThat(List.of(count(split.test(), 2), count(split.test(), 0), count(split.test(), 7)))
        .containsExactly(12, 6, 3);
    assertThat(numbers(dataset.stratifiedSplit(dataset.y(), 0.8, 5).train()))
        .isEqualTo(numbers(split.train()));
    assertThat(numbers(dataset.stratifiedSplit(dataset.y(), 0.8, 6).train()))
        .isNotEqualTo(numbers(split.train()));
    assertThat(numbers(split.train()))
        .isNotEqualTo(numbers(split.train()).stream().sorted().toList());
  }

  @Test
  void foldsTestEveryExampleOnce() {
    for (boolean stratified : new boolean[] {false, true}) {
      List<Split<Dataset<Tensor, int[]>>> folds =
          (stratified ? dataset.stratifiedFolds(dataset.y(), 5, 1) : dataset.folds(5, 1)).toList();
      assertThat(folds).hasSize(5);
      List<Integer> tested = new ArrayList<>();
      for (Split<Dataset<Tensor, int[]>> fold : folds) {
        assertEveryExampleOnce(fold);
        assertThat(fold.test().size()).isBetween(21, 22);
        tested.addAll(numbers(fold.test()));
        if (stratified) {
          assertThat(count(fold.test(), 2)).isEqualTo(12);
          assertThat(count(fold.test(), 0)).isEqualTo(6);
          assertThat(count(fold.test(), 7)).isBetween(3, 4);
        }
      }
      assertThat(tested)
          .hasSize(SIZE)
          .containsExactlyInAnyOrderElementsOf(IntStream.range(0, SIZE).boxed().toList());
    }
    assertThat(numbers(dataset.folds(5, 1).findFirst().orElseThrow().test()))
        .isNotEqualTo(numbers(dataset.folds(5, 2).findFirst().orElseThrow().test()));
  }

  @Test
  void impossibleSplitsAreRefused() {
    assertThatThrownBy(() -> dataset.stratifiedSplit(dataset.y(), 0.01, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a split of the 30 examples of class 0 by the fraction 0.01 leaves a part empty");
    assertThatThrownBy(() -> dataset.stratifiedSplit(new int[3], 0.5, 0))
        .hasMessage("labels: 3, expected one for each of 107 examples");
    assertThatThrownBy(() -> dataset.stratifiedSplit(dataset.y(), Double.NaN, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> dataset.folds(1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("folds: 1, expected 2 to 107, the number of examples");
    assertThatThrownBy(() -> dataset.folds(108, 0)).hasMessageContaining("folds: 108");
    assertThatThrownBy(() -> dataset.stratifiedFolds(dataset.y(), 18, 0))
        .hasMessage("folds: 18, expected at most 17, the number of examples of class 7");
    assertThatThrownBy(() -> dataset.select().split(0.5, 0))
        .hasMessage("a split of 0 examples by the fraction 0.5 leaves a part empty");
  }

  @Test
  void anyColumnsMakeADataset() {
    Dataset3<double[], List<String>, int[][]> three =
        Dataset3.of(
            Column.of(new double[] {1, 2, 3}),
            Column.of(List.of("a", "b", "c")),
            Column.of(new int[][] {{1}, {2, 3}, {}}));
    Dataset3<double[], List<String>, int[][]> selected = three.select(2, 0, 2);
    assertThat(selected.x()).containsExactly(3, 1, 3);
    assertThat(selected.y()).containsExactly("c", "a", "c");
    assertThat(selected.z()).isDeepEqualTo(new int[][] {{}, {1}, {}});
    assertThat(three.all()).isEqualTo(new Batch3<>(three.x(), three.y(), three.z()));
    Dataset1<Tensor> one = Dataset1.of(Column.of(Tensors.arange(6).reshape(3, 2)));
    assertThat(one.take(2).x()).isEqualTo(Tensors.arange(4).reshape(2, 2));
    assertThat(BatchesTest.epoch(one.batches(2, b -> b.inOrder()), 0, 0, 0))
        .containsExactly(one.take(2).x(), one.select(2).x());
    assertThatThrownBy(
            () -> Dataset3.of(Column.of(new int[1]), Column.of(new int[2]), Column.of(new int[3])))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a dataset needs columns of one size: 1 and 2 and 3");
    assertThatThrownBy(() -> Column.of(Tensor.scalar(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("found the shape []");
    for (Column<?> column :
        List.of(
            Column.of(new double[2]),
            Column.of(new int[2]),
            Column.of(List.of(1, 2)),
            Column.of(new int[2][]),
            Column.of(Tensor.zeros(2, 0)))) {
      assertThat(column.select(1, 1, 1).size()).isEqualTo(3);
      assertThatThrownBy(() -> column.select(2)).isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> column.select(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Test
  void labelsOutOfRangeAreNamed() {
    assertThat(Dataset.of(Tensor.zeros(2, 1), new int[] {0, 2}, 3).size()).isEqualTo(2);
    assertThatThrownBy(() -> Dataset.of(Tensor.zeros(2, 1), new int[] {0, 3}, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the label of example 1 is 3, expected 0 to 2");
    Dataset<Tensor, int[]> other = dataset.withX(Column.of(Tensor.ones(SIZE, 2, 2)));
    assertThat(other.y()).isSameAs(dataset.y());
    assertThat(dataset.withY(Column.of(Tensor.ones(SIZE))).x()).isSameAs(dataset.x());
  }
}
