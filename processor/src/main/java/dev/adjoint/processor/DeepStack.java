package dev.adjoint.processor;

import java.util.concurrent.atomic.AtomicReference;

/**
 * Runs work where recursion may go deep: expressions are trees, and a sum of thousands of terms,
 * which javac itself takes, is one as deep as it is long.
 */
final class DeepStack {
  /** Room that is reserved, of which only what is used is ever taken. */
  private static final long BYTES = 256L << 20;

  private DeepStack() {}

  /** Runs work, waits for its end, and throws what it threw. */
  static void run(Runnable work) {
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread thread = new Thread(null, work, "adjoint", BYTES);
    thread.setUncaughtExceptionHandler((dead, failure) -> thrown.set(failure));
    thread.start();
    boolean isInterrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        // javac goes on only when the work is done.
        isInterrupted = true;
      }
    }
    if (isInterrupted) {
      Thread.currentThread().interrupt();
    }
    if (thrown.get() instanceof Error error) {
      throw error;
    } else if (thrown.get() instanceof RuntimeException exception) {
      throw exception;
    }
  }
}
