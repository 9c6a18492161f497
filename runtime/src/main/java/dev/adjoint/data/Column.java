package dev.adjoint.data;

import dev.adjoint.tensor.Tensor;
import java.util.Arrays;

/** One part of a dataset: the values, how many examples they are, and how to take some of them. */
interface Column<X> {
  X values();

  int size();

  Column<X> select(int[] examples);

  /** A column of labels. */
  record Labels(int[] values) implements Column<int[]> {
    @Override
    public int size() {
      return values.length;
    }

    @Override
    public Labels select(int[] examples) {
      return new Labels(Arrays.stream(examples).map(i -> values[i]).toArray());
    }
  }

  /** A column of tensors, which are the slices of one tensor along its first axis. */
  record Slices(Tensor values) implements Column<Tensor> {
    @Override
    public int size() {
      return values.dimension(0);
    }

    @Override
    public Slices select(int[] examples) {
      int[] shape = values.shape();
      int width = shape[0] == 0 ? 0 : values.size() / shape[0];
      shape[0] = examples.length;
      float[] selected = new float[examples.length * width];
      for (int i = 0; i < examples.length; i++) {
        System.arraycopy(values.array(), examples[i] * width, selected, i * width, width);
      }
      return new Slices(Tensor.wrap(selected, shape));
    }
  }
}
