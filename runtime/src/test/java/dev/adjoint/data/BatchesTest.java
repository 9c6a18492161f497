package dev.adjoint.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adjoint.tensor.Tensor;
import dev.adjoint.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchesTest {
  /** Ten examples; the input of example i is [2i, 2i + 1], its label is i. */
  private final Dataset<Tensor, int[]> dataset =
      Dataset.of(Tensors.arange(20).reshape(10, 2), IntStream.range(0, 10).toArray());

  /** Batches whose inputs depend on all that may be drawn. */
  private final Batches<Batch<Tensor, int[]>> noisy =
      dataset
          .batches(3)
          .map(Transform.inputs((x, random) -> x.plus(Tensors.normal(random, x.shape()))));

  static <B> List<B> epoch(Batches<B> batches, long seed, int epoch, int first) {
    List<B> all = new ArrayList<>();
    try (Epoch<B> some = batches.epoch(seed, epoch, first)) {
      some.forEach(all::add);
    }
    return all;
  }

  private static List<Tensor> inputs(Batches<Batch<Tensor, int[]>> batches, long seed, int epoch) {
    return epoch(batches, seed, epoch, 0).stream().map(Batch::x).toList();
  }

  @Test
  void theLastBatchIsKeptOrDropped() {
    Batches<Batch<Tensor, int[]>> kept = dataset.batches(4);
    Batches<Batch<Tensor, int[]>> dropped = dataset.batches(4, b -> b.dropLast());
    assertThat(epoch(kept, 1, 0, 0)).extracting(b -> b.y().length).containsExactly(4, 4, 2);
    assertThat(epoch(dropped, 1, 0, 0)).extracting(b -> b.y().length).containsExactly(4, 4);
    assertThat(kept.count()).isEqualTo(3);
    assertThat(kept.examples()).isEqualTo(10);
    assertThat(dropped.count()).isEqualTo(2);
    assertThat(dropped.examples()).isEqualTo(8);
    assertThat(dataset.batches(10, b -> b.dropLast()).count()).isEqualTo(1);
    assertThat(dataset.batches(99).count()).isEqualTo(1);
    assertThatThrownBy(() -> dataset.batches(11, b -> b.dropLast()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no batches of size 11 from 10 examples without a smaller one");
    assertThatThrownBy(() -> dataset.select().batches(4))
        .hasMessage("no batches of size 4 from 0 examples");
    assertThatThrownBy(() -> dataset.batches(-1)).hasMessageContaining("of size -1");
  }

  @Test
  void batchesInOrder() {
    Batches<Batch<Tensor, int[]>> inOrder = dataset.batches(6, b -> b.inOrder());
    assertThat(epoch(inOrder, 1, 5, 0))
        .extracting(Batch::y)
        .containsExactly(new int[] {0, 1, 2, 3, 4, 5}, new int[] {6, 7, 8, 9});
  }

  @Test
  void anEpochGoesOnFromAnyBatch() {
    for (Batches<Batch<Tensor, int[]>> batches : List.of(noisy, noisy.prefetch(2))) {
      List<Tensor> all = inputs(noisy, 5, 2);
      for (int first = 0; first <= batches.count(); first++) {
        assertThat(epoch(batches, 5, 2, first).stream().map(Batch::x).toList())
            .isEqualTo(all.subList(first, all.size()));
      }
      assertThatThrownBy(() -> batches.epoch(5, 2, 5))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> batches.epoch(5, 2, -1))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Test
  void aCursorThatIsRestoredGivesTheSameBatches() {
    List<Tensor> expected = new ArrayList<>();
    List<Position> positions = new ArrayList<>();
    try (Cursor<Batch<Tensor, int[]>> cursor = noisy.cursor(7)) {
      for (int i = 0; i < 13; i++) {
        positions.add(cursor.position());
        expected.add(cursor.next().x());
      }
      assertThat(cursor.position()).isEqualTo(new Position(7, 3, 1));
    }
    assertThat(positions.subList(3, 6))
        .containsExactly(new Position(7, 0, 3), new Position(7, 1, 0), new Position(7, 1, 1));
    for (int from = 0; from < positions.size(); from++) {
      try (Cursor<Batch<Tensor, int[]>> restored = noisy.prefetch(1).cursor(positions.get(from))) {
        for (int i = from; i < expected.size(); i++) {
          assertThat(restored.hasNext()).isTrue();
          assertThat(restored.next().x()).isEqualTo(expected.get(i));
        }
      }
    }
  }

  @Test
  void aClosedCursorGoesOnWhereItStood() {
    Cursor<Batch<Tensor, int[]>> cursor = noisy.prefetch(1).cursor(7);
    cursor.next();
    Position position = cursor.position();
    cursor.close();
    cursor.close();
    assertThat(cursor.next().x()).isEqualTo(noisy.cursor(position).next().x());
    cursor.close();
  }

  @Test
  void positionsThatCannotBeAreRefused() {
    assertThat(noisy.cursor(new Position(1, 4, 4)).position()).isEqualTo(new Position(1, 5, 0));
    assertThatThrownBy(() -> noisy.cursor(new Position(1, 0, 5)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Position[seed=1, epoch=0, batch=5] is no position in epochs of 4 batches");
    assertThatThrownBy(() -> new Position(1, -1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a position has the epoch -1 and the batch 0, expected no negative number");
    assertThatThrownBy(() -> Batches.of(List.of()).cursor(0))
        .hasMessageContaining("no position in epochs of 0 batches");
  }

  @Test
  void transformsDrawFromSeedEpochBatchAndPlaceAlone() {
    assertThat(inputs(noisy, 1, 0)).isEqualTo(inputs(noisy, 1, 0));
    assertThat(inputs(noisy, 1, 0)).isNotEqualTo(inputs(noisy, 1, 1));
    Batches<Long> numbers =
        dataset.batches(2, b -> b.inOrder()).map((batch, random) -> random.nextLong());
    List<Long> drawn = new ArrayList<>();
    for (long seed = 0; seed < 3; seed++) {
      for (int epoch = 0; epoch < 3; epoch++) {
        drawn.addAll(epoch(numbers, seed, epoch, 0));
        drawn.addAll(epoch(numbers.map((number, random) -> random.nextLong()), seed, epoch, 0));
      }
    }
    assertThat(drawn).hasSize(90).doesNotHaveDuplicates();
    Transform<Long, Long> other = (number, random) -> random.nextLong();
    Batches<Long> twice =
        Batches.of(List.of(0L)).map(other.then((number, random) -> number - random.nextLong()));
    assertThat(epoch(twice, 0, 0, 0)).doesNotContain(0L);
  }

  @Test
  void mappingMayChangeTheType() {
    Batches<Integer> sizes = dataset.batches(4).map(Transform.of(batch -> batch.y().length));
    assertThat(epoch(sizes, 0, 0, 0)).containsExactly(4, 4, 2);
    assertThat(sizes.count()).isEqualTo(3);
    assertThat(sizes.examples()).isEqualTo(10);
  }
}
