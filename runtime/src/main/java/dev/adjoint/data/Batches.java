package dev.adjoint.data;

import dev.adjoint.random.RandomSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a training takes its data from, epoch after epoch.
 *
 * @param <B> what one step is computed from: a {@link Batch}, or a tensor
 */
public interface Batches<B> {
  /** How many batches an epoch has. */
  int count();

  /** How many examples an epoch has. */
  long examples();

  /**
   * The batches of an epoch, in an order that depends on nothing but the arguments.
   *
   * @param epoch the number of the epoch, from 0
   */
  Iterable<B> epoch(long seed, int epoch);

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
      public Iterable<B> epoch(long seed, int epoch) {
        List<B> shuffled = new ArrayList<>();
        for (int i : order(seed, epoch, all.size())) {
          shuffled.add(all.get(i));
        }
        return shuffled;
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
