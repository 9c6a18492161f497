package dev.adjoint.data;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * An epoch whose batches a thread puts into a queue of limited length, from which the caller takes
 * them. The thread starts when the caller begins and ends with the last batch, with a failure, or
 * when the epoch is closed.
 */
final class PrefetchedEpoch<B> implements Epoch<B> {
  private final Epoch<B> source;
  private final HandOver<B> queue;
  private final Thread thread = new Thread(this::produce, "adjoint-prefetch");
  private boolean taken;

  PrefetchedEpoch(Epoch<B> source, int ready) {
    this.source = source;
    this.queue = new HandOver<>(ready);
    thread.setDaemon(true);
  }

  @Override
  public Iterator<B> iterator() {
    if (taken) {
      throw new IllegalStateException(
          "a prefetched epoch can be gone through once, before it is closed");
    }
    taken = true;
    thread.start();
    return new Consumer();
  }

  /** Lets the thread end after the batch that it makes, and waits for that. */
  @Override
  public void close() {
    taken = true;
    queue.close();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    source.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void produce() {
    try {
      for (B batch : source) {
        if (!queue.put(batch)) {
          return;
        }
      }
      queue.end();
    } catch (Throwable e) {
      queue.fail(e);
    }
  }

  /** Takes from the queue, on the caller's thread. */
  private final class Consumer implements Iterator<B> {
    private @Nullable B next;

    @Override
    public boolean hasNext() {
      if (next == null) {
        next = queue.take();
      }
      return next != null;
    }

    @Override
    public B next() {
      B batch = hasNext() ? next : null;
      if (batch == null) {
        throw new NoSuchElementException("no batch is left in the epoch");
      }
      next = null;
      return batch;
    }
  }
}
