package dev.adjoint.data.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adjoint.data.Batch;
import dev.adjoint.data.Batches;
import dev.adjoint.data.Dataset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SequencesTest {
  private static final int[] TOKENS = IntStream.range(0, 11).toArray();

  @Test
  void windowsAndWhatFollows() {
    Dataset<int[][], int[][]> windows = Sequences.windows(TOKENS, 4, 3);
    assertThat(windows.x()).isDeepEqualTo(new int[][] {{0, 1, 2, 3}, {3, 4, 5, 6}, {6, 7, 8, 9}});
    assertThat(windows.y()).isDeepEqualTo(new int[][] {{1, 2, 3, 4}, {4, 5, 6, 7}, {7, 8, 9, 10}});
    assertThat(Sequences.windows(TOKENS, 4, 4).size()).isEqualTo(2);
    assertThat(Sequences.windows(TOKENS, 10, 1).size()).isEqualTo(1);
    Dataset<int[][], int[][]> selected = windows.select(2, 0).select(1);
    assertThat(selected.x()).isDeepEqualTo(new int[][] {{0, 1, 2, 3}});
    for (Batch<int[][], int[][]> batch : windows.batches(2).epoch(1, 0)) {
      for (int i = 0; i < batch.x().length; i++) {
        assertThat(batch.y()[i][0]).isEqualTo(batch.x()[i][1]);
      }
    }
  }

  @Test
  void contextsAndTheNextToken() {
    Dataset<int[][], int[]> contexts = Sequences.contexts(TOKENS, 3);
    assertThat(contexts.size()).isEqualTo(8);
    assertThat(contexts.y()).containsExactly(3, 4, 5, 6, 7, 8, 9, 10);
    assertThat(contexts.x()[7]).containsExactly(7, 8, 9);
  }

  @Test
  void rowsGoOnFromBatchToBatch() {
    Batches<Batch<int[][], int[][]>> batches = Sequences.parallel(TOKENS, 2, 2);
    assertThat(batches.count()).isEqualTo(3);
    List<int[][]> inputs = new ArrayList<>();
    List<int[][]> targets = new ArrayList<>();
    for (Batch<int[][], int[][]> batch : batches.epoch(7, 3)) {
      inputs.add(batch.x());
      targets.add(batch.y());
    }
    assertThat(inputs.toArray(int[][][]::new))
        .isDeepEqualTo(new int[][][] {{{0, 1}, {5, 6}}, {{2, 3}, {7, 8}}, {{4}, {9}}});
    assertThat(targets.toArray(int[][][]::new))
        .isDeepEqualTo(new int[][][] {{{1, 2}, {6, 7}}, {{3, 4}, {8, 9}}, {{5}, {10}}});
    assertThat(batches.epoch(0, 0, 2).iterator().next().x()).isDeepEqualTo(new int[][] {{4}, {9}});
  }

  @Test
  void rowsOfDifferentLengthsAreFilledUp() {
    int[][] rows = {{1, 2}, {}, {3, 4, 5}};
    assertThat(Sequences.pad(rows, -1))
        .isDeepEqualTo(new int[][] {{1, 2, -1}, {-1, -1, -1}, {3, 4, 5}});
    assertThat(Sequences.lengths(rows)).containsExactly(2, 0, 3);
    assertThat(Sequences.pad(new int[0][], 0)).isEmpty();
    assertThat(rows[0]).containsExactly(1, 2);
  }

  @Test
  void impossibleSizesAreRefused() {
    assertRefused(
        () -> Sequences.windows(TOKENS, 11, 1),
        "windows of length 11 on 11 tokens, expected at least one token more than the length");
    assertRefused(
        () -> Sequences.windows(TOKENS, 4, 0),
        "windows of length 4 and stride 0, expected positive numbers");
    assertRefused(
        () -> Sequences.contexts(new int[0], 1),
        "windows of length 1 on 0 tokens, expected at least one token more than the length");
    assertRefused(
        () -> Sequences.parallel(TOKENS, 11, 1),
        "11 rows of 11 tokens, expected at least one token more than rows");
    assertRefused(
        () -> Sequences.parallel(TOKENS, 0, 1), "0 rows and length 1, expected positive numbers");
  }

  private static void assertRefused(Runnable request, String message) {
    assertThatThrownBy(request::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
