package dev.adjoint.data;

import dev.adjoint.random.RandomSource;
import java.util.List;

/**
 * Where a training takes its data from, epoch after epoch.
 *
 * <p>Every batch depends on nothing but the seed, the number of the epoch and its own number, so
 * that a {@link Position} is enough to go on from.
 *
 * @param <B> what one step is computed from: a {@link Batch}, or a tensor
 */
public interface Batches<B> {
  /** How many batches an epoch has. */
  int count();

  /** How many examples an epoch has. */
  long examples();

  /**
   * The batches of an epoch from one of them on, in an order that depends on nothing but the
   * arguments.
   *
   * @param epoch the number of the epoch, from 0
   * @param first the number of the first batch to give, from 0
   * @throws IndexOutOfBoundsException if the first number is not from 0 to {@link #count}
   */
  Epoch<B> epoch(long seed, int epoch, int first);

  /** All batches of an epoch. */
  default Epoch<B> epoch(long seed, int epoch) {
    return epoch(seed, epoch, 0);
  }

  /** Goes through the epochs from the first one on. */
  default Cursor<B> cursor(long seed) {
    return cursor(Position.start(seed));
  }

  /**
   * Goes through the epochs from where a cursor stood.
   *
   * @throws IllegalArgumentException if there is no such position in these batches
   */
  default Cursor<B> cursor(Position start) {
    return new Cursor<>(this, start);
  }

  /**
   * These batches, each transformed when it is asked for.
   *
   * <p>What the transform draws depends on nothing but the seed, the number of the epoch, the
   * number of the batch, and how many transforms there were before.
   */
  default <C> Batches<C> map(Transform<? super B, ? extends C> transform) {
    return new MappedBatches<>(this, transform);
  }

  /**
   * These batches, made on another thread while the caller works with those before. The order and
   * the batches are the same. What fails on the other thread is thrown where the batch is asked
   * for. The thread ends with its epoch, or when the epoch is closed.
   *
   * @param ready how many batches may wait; one more may be in the making
   * @throws IllegalArgumentException if that is not positive
   */
  default Batches<B> prefetch(int ready) {
    return new PrefetchedBatches<>(this, ready);
  }

  /** How many transforms these batches went through. */
  default int transforms() {
    return 0;
  }

  /** Ready batches, shuffled anew for each epoch; each counts as one example. */
  static <B> Batches<B> of(List<B> batches) {
    List<B> all = List.copyOf(batches);
    return new Batches<>() {
      @Override
      public int count() {
        return all.size();
      }

      @Override
      public long examples() {
        return all.size();
      }

      @Override
      public Epoch<B> epoch(long seed, int epoch, int first) {
        int[] order = order(seed, epoch, all.size());
        return Epoch.of(first, all.size(), batch -> all.get(order[batch]));
      }
    };
  }

  /**
   * The numbers from 0 to {@code size - 1}, in an order that depends on nothing but the arguments.
   */
  static int[] order(long seed, int epoch, int size) {
    RandomSource seeds = RandomSource.of(seed);
    return RandomSource.of(seeds.nextLong() + epoch).permutation(size);
  }
}
