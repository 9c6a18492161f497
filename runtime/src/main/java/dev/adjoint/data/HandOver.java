package dev.adjoint.data;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * A queue of limited length from one thread to another, which also hands over the end, or a
 * failure, and can be closed by the one who takes.
 *
 * <p>Unlike a blocking queue of the JDK's it needs no interrupt to end one who waits to put
 * something in: what makes the elements may have swallowed it.
 */
final class HandOver<E> {
  private final Queue<E> elements = new ArrayDeque<>();
  private final int capacity;
  private @Nullable Throwable failure;
  private boolean ended;
  private boolean closed;

  HandOver(int capacity) {
    this.capacity = capacity;
  }

  /** Waits for room and puts an element there; false if the queue was closed. */
  synchronized boolean put(E element) {
    while (elements.size() >= capacity && !closed) {
      try {
        wait();
      } catch (InterruptedException e) {
        // The thread is this package's own and ends when the queue is closed, not before.
      }
    }
    if (!closed) {
      elements.add(element);
      notifyAll();
    }
    return !closed;
  }

  /** There will be no more elements. */
  synchronized void end() {
    ended = true;
    notifyAll();
  }

  /** There will be no more elements, because of a failure. */
  synchronized void fail(Throwable cause) {
    failure = cause;
    end();
  }

  /** Lets nobody put anything in any more. */
  synchronized void close() {
    closed = true;
    elements.clear();
    notifyAll();
  }

  /**
   * Waits for an element and takes it; null at the end.
   *
   * @throws IllegalStateException if the queue was closed
   * @throws CancellationException if the thread was interrupted
   */
  synchronized @Nullable E take() {
    while (elements.isEmpty() && !ended && !closed) {
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw (CancellationException)
            new CancellationException("interrupted while waiting for a batch").initCause(e);
      }
    }
    if (closed) {
      throw new IllegalStateException("the epoch was closed");
    }
    E element = elements.poll();
    notifyAll();
    if (element == null && failure instanceof RuntimeException e) {
      throw e;
    }
    if (element == null && failure instanceof Error e) {
      throw e;
    }
    return element;
  }
}
