package dev.adjoint.data.text;

import dev.adjoint.data.Column;
import java.util.Arrays;

/**
 * Windows on a long sequence, each copied when it is asked for: together they would take as many
 * times the sequence's memory as they overlap.
 */
record WindowColumn(int[] tokens, int[] starts, int offset, int length) implements Column<int[][]> {
  @Override
  public int[][] values() {
    return Arrays.stream(starts)
        .mapToObj(start -> Arrays.copyOfRange(tokens, start + offset, start + offset + length))
        .toArray(int[][]::new);
  }

  @Override
  public int size() {
    return starts.length;
  }

  @Override
  public WindowColumn select(int... examples) {
    int[] selected = Arrays.stream(examples).map(i -> starts[i]).toArray();
    return new WindowColumn(tokens, selected, offset, length);
  }
}
