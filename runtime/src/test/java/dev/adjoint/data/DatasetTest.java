package dev.adjoint.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adjoint.tensor.Tensor;
import dev.adjoint.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DatasetTest {
  /** Ten examples; the input of example i is [2i, 2i + 1], its label is i. */
  private final Dataset<Tensor, int[]> dataset =
      Dataset.of(Tensors.arange(20).reshape(10, 2), IntStream.range(0, 10).toArray());

  @Test
  void anEpochHasEveryExampleOnceAndARaggedLastBatch() {
    Batches<Batch<Tensor, int[]>> batches = dataset.batches(4);
    assertThat(batches.count()).isEqualTo(3);
    assertThat(batches.examples()).isEqualTo(10);
    List<Integer> sizes = new ArrayList<>();
    for (Batch<Tensor, int[]> batch : batches.epoch(1, 0)) {
      sizes.add(batch.y().length);
      assertThat(batch.x().shape()).containsExactly(batch.y().length, 2);
      for (int i = 0; i < batch.y().length; i++) {
        assertThat(batch.x().get(i, 1)).isEqualTo(2 * batch.y()[i] + 1);
      }
    }
    assertThat(sizes).containsExactly(4, 4, 2);
    assertThat(labels(1, 0)).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
  }

  @Test
  void theOrderDependsOnSeedAndEpochAlone() {
    assertThat(labels(1, 0)).isEqualTo(labels(1, 0));
    assertThat(labels(1, 0)).isNotEqualTo(labels(1, 1)).isNotEqualTo(labels(2, 0));
  }

  @Test
  void aSplitHasEveryExampleOnce() {
    Split<Dataset<Tensor, int[]>> split = dataset.split(0.8, 3);
    assertThat(split.train().size()).isEqualTo(8);
    assertThat(split.test().size()).isEqualTo(2);
    List<Integer> labels = new ArrayList<>();
    IntStream.of(split.train().y()).forEach(labels::add);
    IntStream.of(split.test().y()).forEach(labels::add);
    assertThat(labels).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    assertThat(dataset.split(0.8, 3).train().y()).isEqualTo(split.train().y());
    assertThat(dataset.split(0.8, 4).train().y()).isNotEqualTo(split.train().y());
  }

  @Test
  void selectCopies() {
    Dataset<Tensor, int[]> selected = dataset.select(3, 0);
    selected.x().array()[0] = -1;
    assertThat(dataset.x().get(3, 0)).isEqualTo(6);
    assertThat(selected.y()).containsExactly(3, 0);
    assertThat(dataset.take(99).size()).isEqualTo(10);
    Tensor x = dataset.x();
    assertThat(Dataset.of(x, x).take(1).y()).isEqualTo(Tensor.of(new float[][] {{0, 1}}));
  }

  @Test
  void impossibleRequestsAreRefused() {
    assertThatThrownBy(() -> Dataset.of(Tensor.zeros(2, 2), new int[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a dataset needs as many inputs as targets: 2 and 3");
    assertThatThrownBy(() -> dataset.batches(0))
        .hasMessage("no batches of size 0 from 10 examples");
    assertThatThrownBy(() -> dataset.split(0.01, 0))
        .hasMessage("a split of 10 examples by the fraction 0.01 leaves a part empty");
    assertThatThrownBy(() -> dataset.split(Double.NaN, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> dataset.select(10)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  private List<Integer> labels(long seed, int epoch) {
    List<Integer> labels = new ArrayList<>();
    dataset
        .batches(4)
        .epoch(seed, epoch)
        .forEach(batch -> IntStream.of(batch.y()).forEach(labels::add));
    return labels;
  }
}
