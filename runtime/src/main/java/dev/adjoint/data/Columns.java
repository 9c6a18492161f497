package dev.adjoint.data;

import dev.adjoint.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** The columns that come with this package. */
final class Columns {
  private Columns() {}

  /** A column of whole numbers. */
  record Ints(int[] values) implements Column<int[]> {
    @Override
    public int size() {
      return values.length;
    }

    @Override
    public Ints select(int... examples) {
      return new Ints(Arrays.stream(examples).map(i -> values[i]).toArray());
    }
  }

  /** A column of numbers. */
  record Doubles(double[] values) implements Column<double[]> {
    @Override
    public int size() {
      return values.length;
    }

    @Override
    public Doubles select(int... examples) {
      return new Doubles(Arrays.stream(examples).mapToDouble(i -> values[i]).toArray());
    }
  }

  /** A column of arrays. */
  record Rows(int[][] values) implements Column<int[][]> {
    @Override
    public int size() {
      return values.length;
    }

    @Override
    public Rows select(int... examples) {
      return new Rows(Arrays.stream(examples).mapToObj(i -> values[i]).toArray(int[][]::new));
    }
  }

  /** A column of objects. */
  record Items<T>(List<T> values) implements Column<List<T>> {
    @Override
    public int size() {
      return values.size();
    }

    @Override
    public Items<T> select(int... examples) {
      List<T> selected = new ArrayList<>(examples.length);
      for (int i : examples) {
        selected.add(values.get(i));
      }
      return new Items<>(selected);
    }
  }

  /** A column of tensors, which are the slices of one tensor along its first axis. */
  record Slices(Tensor values) implements Column<Tensor> {
    @Override
    public int size() {
      return values.dimension(0);
    }

    @Override
    public Slices select(int... examples) {
      int[] shape = values.shape();
      int size = shape[0];
      int width = size == 0 ? 0 : values.size() / size;
      shape[0] = examples.length;
      float[] selected = new float[Math.multiplyExact(examples.length, width)];
      for (int i = 0; i < examples.length; i++) {
        // The array of a tensor without elements would not notice.
        int example = Objects.checkIndex(examples[i], size);
        System.arraycopy(values.array(), example * width, selected, i * width, width);
      }
      return new Slices(Tensor.wrap(selected, shape));
    }
  }
}
