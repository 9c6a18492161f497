package dev.adjoint.data;

import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Goes through batches, epoch after epoch without end, and can say where it stands.
 *
 * <p>A cursor that starts where another one stood gives the batches that the other one would have
 * given. It is for one thread, and is to be closed: there may be a thread behind the batches.
 *
 * @param <B> what one step is computed from
 */
public final class Cursor<B> implements Iterator<B>, AutoCloseable {
  private final Batches<B> batches;
  private Position position;
  private @Nullable Epoch<B> epoch;
  private @Nullable Iterator<B> open;

  /**
   * Starts at a position.
   *
   * @throws IllegalArgumentException if an epoch has fewer batches, or none
   */
  Cursor(Batches<B> batches, Position start) {
    int count = batches.count();
    if (start.batch() > count || count == 0) {
      throw new IllegalArgumentException(
          "%s is no position in epochs of %d batches".formatted(start, count));
    }
    this.batches = batches;
    this.position = start.batch() == count ? next(start) : start;
  }

  /** Where the next batch is; a restored cursor goes on there. */
  public Position position() {
    return position;
  }

  /** Always true: the last epoch is followed by another one. */
  @Override
  public boolean hasNext() {
    return true;
  }

  @Override
  public B next() {
    Iterator<B> current = open;
    if (current == null) {
      epoch = batches.epoch(position.seed(), position.epoch(), position.batch());
      current = epoch.iterator();
      open = current;
    }
    B batch = current.next();
    Position after = new Position(position.seed(), position.epoch(), position.batch() + 1);
    if (after.batch() == batches.count()) {
      close();
      after = next(after);
    }
    position = after;
    return batch;
  }

  /** Ends what works behind the batches; the next batch would start it again. */
  @Override
  public void close() {
    if (epoch != null) {
      epoch.close();
    }
    epoch = null;
    open = null;
  }

  private static Position next(Position position) {
    return new Position(position.seed(), position.epoch() + 1, 0);
  }
}
