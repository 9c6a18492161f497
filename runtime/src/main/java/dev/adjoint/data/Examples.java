package dev.adjoint.data;

import dev.adjoint.random.RandomSource;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What datasets of one, two and three columns have in common.
 *
 * @param <B> what a step is computed from: the columns of some examples
 * @param <D> the dataset's own type
 */
public abstract sealed class Examples<B, D extends Examples<B, D>>
    permits Dataset1, Dataset, Dataset3 {
  private final int size;

  /**
   * Takes columns of one size.
   *
   * @throws IllegalArgumentException if the numbers of examples differ
   */
  Examples(String counted, Column<?>... columns) {
    int[] sizes = Stream.of(columns).mapToInt(Column::size).toArray();
    size = sizes[0];
    if (!IntStream.of(sizes).allMatch(other -> other == size)) {
      throw new IllegalArgumentException(
          "a dataset needs %s: %s"
              .formatted(
                  counted, Arrays.toString(sizes).replaceAll("[\\[\\]]", "").replace(",", " and")));
    }
  }

  /** How many examples there are. */
  public final int size() {
    return size;
  }

  /**
   * Some of the examples, copied.
   *
   * @param examples their numbers, in any order and as often as wanted
   * @throws IndexOutOfBoundsException if there is no such example
   */
  public abstract D select(int... examples);

  /** All examples as one batch, not copied. */
  public abstract B all();

  /** The first examples, copied; all if there are fewer. */
  public final D take(int count) {
    return select(IntStream.range(0, Math.min(count, size)).toArray());
  }

  /**
   * Two parts without common examples, by an order that depends on nothing but the seed.
   *
   * @param trainFraction the fraction of the first part, more than 0 and less than 1
   * @throws IllegalArgumentException if the fraction is outside, or a part would be empty
   */
  public final Split<D> split(double trainFraction, long seed) {
    int cut = (int) Math.round(trainFraction * size);
    if (!(trainFraction > 0 && trainFraction < 1) || cut == 0 || cut == size) {
      throw new IllegalArgumentException(
          "a split of %d examples by the fraction %s leaves a part empty"
              .formatted(size, trainFraction));
    }
    int[] order = RandomSource.of(seed).permutation(size);
    return split(Arrays.copyOf(order, cut), Arrays.copyOfRange(order, cut, size));
  }

  /**
   * Two parts without common examples, each with its share of every class: from a class of n
   * examples the first part gets {@code trainFraction * n}, rounded.
   *
   * @param labels the class of each example, such as {@code data.y()}
   * @throws IllegalArgumentException if there are more or fewer labels than examples, the fraction
   *     is outside of 0 to 1, or a part would get no example of a class
   */
  public final Split<D> stratifiedSplit(int[] labels, double trainFraction, long seed) {
    Strata strata = new Strata(labels, size);
    return strata.split(trainFraction, RandomSource.of(seed), this::split);
  }

  /**
   * For k-fold cross-validation: as many splits as folds, in which each example is in the test part
   * once. The splits are copied one after the other, as the stream asks for them.
   *
   * @param folds how many; the sizes of the test parts differ by one at most
   * @throws IllegalArgumentException if there are fewer than two folds, or more than examples
   */
  public final Stream<Split<D>> folds(int folds, long seed) {
    requireFolds(folds);
    int[] fold = new int[size];
    int[] order = RandomSource.of(seed).permutation(size);
    for (int i = 0; i < size; i++) {
      fold[order[i]] = i % folds;
    }
    return splits(folds, fold);
  }

  /**
   * As {@link #folds}, with the examples of each class spread evenly over the folds.
   *
   * @param labels the class of each example, such as {@code data.y()}
   * @throws IllegalArgumentException as there, or if there are more or fewer labels than examples,
   *     or a class has fewer examples than there are folds
   */
  public final Stream<Split<D>> stratifiedFolds(int[] labels, int folds, long seed) {
    requireFolds(folds);
    return splits(folds, new Strata(labels, size).folds(folds, RandomSource.of(seed)));
  }

  /**
   * Batches of a size, shuffled anew for each epoch; the last one of an epoch has what is left.
   *
   * @throws IllegalArgumentException if the size is not positive or there are no examples
   */
  public final Batches<B> batches(int size) {
    return batches(size, settings -> {});
  }

  /**
   * Batches of a size, such as {@code data.batches(64, b -> b.dropLast())}.
   *
   * @throws IllegalArgumentException if the size is not positive, or there would be no batches
   */
  public final Batches<B> batches(int size, Consumer<BatchSettings> settings) {
    BatchSettings chosen = new BatchSettings();
    settings.accept(chosen);
    int count =
        size <= 0 ? 0 : chosen.isLastDropped() ? size() / size : -Math.floorDiv(-size(), size);
    if (count == 0) {
      throw new IllegalArgumentException(
          "no batches of size %d from %d examples%s"
              .formatted(size, size(), chosen.isLastDropped() ? " without a smaller one" : ""));
    }
    return new DatasetBatches<>(this, size, count, chosen.isShuffled());
  }

  private void requireFolds(int folds) {
    if (folds < 2 || folds > size) {
      throw new IllegalArgumentException(
          "folds: %d, expected 2 to %d, the number of examples".formatted(folds, size));
    }
  }

  private Stream<Split<D>> splits(int folds, int[] fold) {
    return IntStream.range(0, folds)
        .mapToObj(
            test ->
                split(
                    IntStream.range(0, size).filter(i -> fold[i] != test).toArray(),
                    IntStream.range(0, size).filter(i -> fold[i] == test).toArray()));
  }

  private Split<D> split(int[] train, int[] test) {
    return new Split<>(select(train), select(test));
  }
}
