package dev.adjoint.data;

import dev.adjoint.tensor.Tensor;
import java.util.List;

/**
 * One part of a dataset: the values of all examples, how many they are, and how to take some.
 *
 * @param <X> what holds the values, such as a tensor or an array
 */
public interface Column<X> {
  /** The values of all examples, not copied. */
  X values();

  /** How many examples there are. */
  int size();

  /**
   * Some of the examples, copied.
   *
   * @param examples their numbers, in any order and as often as wanted
   * @throws IndexOutOfBoundsException if there is no such example
   */
  Column<X> select(int... examples);

  /**
   * A column of the slices of a tensor along its first axis.
   *
   * @throws IllegalArgumentException if the tensor has no axis
   */
  static Column<Tensor> of(Tensor values) {
    if (values.rank() == 0) {
      throw new IllegalArgumentException(
          "a column needs a tensor whose first axis counts the examples, found the shape []");
    }
    return new Columns.Slices(values);
  }

  /** A column of labels, or other whole numbers. */
  static Column<int[]> of(int[] values) {
    return new Columns.Ints(values);
  }

  /** A column of numbers. */
  static Column<double[]> of(double[] values) {
    return new Columns.Doubles(values);
  }

  /** A column of rows, such as the tokens of sequences; what is selected shares the rows. */
  static Column<int[][]> of(int[][] values) {
    return new Columns.Rows(values);
  }

  /** A column of anything, such as texts or records. */
  static <T> Column<List<T>> of(List<T> values) {
    return new Columns.Items<>(List.copyOf(values));
  }
}
