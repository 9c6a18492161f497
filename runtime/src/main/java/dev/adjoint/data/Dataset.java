package dev.adjoint.data;

import dev.adjoint.random.RandomSource;
import dev.adjoint.tensor.Tensor;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Examples in memory: inputs and what belongs to them.
 *
 * @param <X> the type of the inputs, a tensor whose first axis counts the examples
 * @param <Y> the type of what belongs to them: such a tensor, or an array of labels
 */
public final class Dataset<X, Y> {
  private final Column<X> xs;
  private final Column<Y> ys;

  private Dataset(Column<X> xs, Column<Y> ys) {
    if (xs.size() != ys.size()) {
      throw new IllegalArgumentException(
          "a dataset needs as many inputs as targets: %d and %d".formatted(xs.size(), ys.size()));
    }
    this.xs = xs;
    this.ys = ys;
  }

  /**
   * Inputs with a label each.
   *
   * @throws IllegalArgumentException if the numbers of examples differ
   */
  public static Dataset<Tensor, int[]> of(Tensor x, int[] labels) {
    return new Dataset<>(new Column.Slices(x), new Column.Labels(labels));
  }

  /**
   * Inputs with a target each.
   *
   * @throws IllegalArgumentException if the numbers of examples differ
   */
  public static Dataset<Tensor, Tensor> of(Tensor x, Tensor targets) {
    return new Dataset<>(new Column.Slices(x), new Column.Slices(targets));
  }

  /** The inputs of all examples, not copied. */
  public X x() {
    return xs.values();
  }

  /** What belongs to all examples, not copied. */
  public Y y() {
    return ys.values();
  }

  /** How many examples there are. */
  public int size() {
    return xs.size();
  }

  /**
   * Some of the examples, copied.
   *
   * @param examples their numbers, in any order and as often as wanted
   * @throws IndexOutOfBoundsException if there is no such example
   */
  public Dataset<X, Y> select(int... examples) {
    return new Dataset<>(xs.select(examples), ys.select(examples));
  }

  /** The first examples, copied; all if there are fewer. */
  public Dataset<X, Y> take(int count) {
    return select(IntStream.range(0, Math.min(count, size())).toArray());
  }

  /**
   * Two parts without common examples, by an order that depends on nothing but the seed.
   *
   * @param trainFraction the fraction of the first part, more than 0 and less than 1
   * @throws IllegalArgumentException if the fraction is outside, or a part would be empty
   */
  public Split<X, Y> split(double trainFraction, long seed) {
    int cut = (int) Math.round(trainFraction * size());
    if (!(trainFraction > 0 && trainFraction < 1) || cut == 0 || cut == size()) {
      throw new IllegalArgumentException(
          "a split of %d examples by the fraction %s leaves a part empty"
              .formatted(size(), trainFraction));
    }
    int[] order = RandomSource.of(seed).permutation(size());
    return new Split<>(
        select(Arrays.copyOf(order, cut)), select(Arrays.copyOfRange(order, cut, size())));
  }

  /**
   * Batches of a size, shuffled anew for each epoch; the last one of an epoch has what is left.
   *
   * @throws IllegalArgumentException if the size is not positive or there are no examples
   */
  public Batches<Batch<X, Y>> batches(int size) {
    if (size <= 0 || size() == 0) {
      throw new IllegalArgumentException(
          "no batches of size %d from %d examples".formatted(size, size()));
    }
    return new ShuffledBatches<>(this, size);
  }
}
