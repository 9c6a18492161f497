package dev.adjoint.data;

import dev.adjoint.tensor.Tensor;

/**
 * Examples in memory: inputs and what belongs to them.
 *
 * @param <X> the type of the inputs, such as a tensor whose first axis counts the examples
 * @param <Y> the type of what belongs to them, such as an array of labels
 */
public final class Dataset<X, Y> extends Examples<Batch<X, Y>, Dataset<X, Y>> {
  private final Column<X> xs;
  private final Column<Y> ys;

  private Dataset(Column<X> xs, Column<Y> ys) {
    super("as many inputs as targets", xs, ys);
    this.xs = xs;
    this.ys = ys;
  }

  /**
   * A dataset of any columns.
   *
   * @throws IllegalArgumentException if the numbers of examples differ
   */
  public static <X, Y> Dataset<X, Y> of(Column<X> xs, Column<Y> ys) {
    return new Dataset<>(xs, ys);
  }

  /**
   * Inputs with a label each.
   *
   * @throws IllegalArgumentException if the numbers of examples differ
   */
  public static Dataset<Tensor, int[]> of(Tensor x, int[] labels) {
    return of(Column.of(x), Column.of(labels));
  }

  /**
   * Inputs with a label of a known number of classes each.
   *
   * @throws IllegalArgumentException if the numbers of examples differ, or a label is not from 0 to
   *     {@code classes - 1}
   */
  public static Dataset<Tensor, int[]> of(Tensor x, int[] labels, int classes) {
    int outside = Labels.firstOutside(labels, classes);
    if (outside >= 0) {
      throw new IllegalArgumentException(
          "the label of example %d is %d, expected 0 to %d"
              .formatted(outside, labels[outside], classes - 1));
    }
    return of(x, labels);
  }

  /**
   * Inputs with a target each.
   *
   * @throws IllegalArgumentException if the numbers of examples differ
   */
  public static Dataset<Tensor, Tensor> of(Tensor x, Tensor targets) {
    return of(Column.of(x), Column.of(targets));
  }

  /** The inputs of all examples, not copied. */
  public X x() {
    return xs.values();
  }

  /** What belongs to all examples, not copied. */
  public Y y() {
    return ys.values();
  }

  /**
   * These targets with other inputs, such as normalized ones.
   *
   * @throws IllegalArgumentException if the numbers of examples differ
   */
  public <Z> Dataset<Z, Y> withX(Column<Z> inputs) {
    return of(inputs, ys);
  }

  /**
   * These inputs with other targets, such as one-hot rows.
   *
   * @throws IllegalArgumentException if the numbers of examples differ
   */
  public <Z> Dataset<X, Z> withY(Column<Z> targets) {
    return of(xs, targets);
  }

  @Override
  public Dataset<X, Y> select(int... examples) {
    return new Dataset<>(xs.select(examples), ys.select(examples));
  }

  @Override
  public Batch<X, Y> all() {
    return new Batch<>(x(), y());
  }
}
