package dev.adjoint.data;

import java.util.Iterator;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * The batches of an epoch, to be gone through once.
 *
 * <p>Who may stop before the last batch closes it: there may be a thread behind it.
 *
 * <pre>{@code
 * try (Epoch<Batch<Tensor, int[]>> batches = data.epoch(seed, epoch)) {
 *   for (Batch<Tensor, int[]> batch : batches) {
 *     …
 *   }
 * }
 * }</pre>
 *
 * @param <B> what one step is computed from
 */
@FunctionalInterface
public interface Epoch<B> extends Iterable<B>, AutoCloseable {
  /** The batches in order; the second call need not give them again. */
  @Override
  Iterator<B> iterator();

  /** Ends what works behind the epoch; nothing by default. May be called more than once. */
  @Override
  default void close() {}

  /**
   * Batches by number.
   *
   * @param first the number of the first one
   * @param count the number behind the last one
   * @param batch makes a batch of its number, when it is asked for
   * @throws IndexOutOfBoundsException if the first number is not from 0 to {@code count}
   */
  static <B> Epoch<B> of(int first, int count, IntFunction<B> batch) {
    Objects.checkFromToIndex(first, count, count);
    return () -> IntStream.range(first, count).mapToObj(batch).iterator();
  }
}
