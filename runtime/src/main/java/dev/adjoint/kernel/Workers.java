package dev.adjoint.kernel;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;

/**
 * Threads that share one piece of work at a time.
 *
 * <p>Work comes in numbered parts. Whoever is free takes the next part, the caller included, so
 * that a helper that the operating system does not run delays nobody. Which thread runs a part must
 * not change its result. A call from within a part, or while another thread's work is shared, runs
 * in the calling thread alone: nesting is safe and never waits.
 *
 * <p>The system property {@code adjoint.threads} sets how many threads there are, the caller
 * included; 1 switches sharing off. A helper that runs out of work spins for {@code
 * adjoint.spinMicros} microseconds (100 by default) before it sleeps, because waking it takes as
 * long as a small matrix product; it never spins where there are more threads than processors.
 */
public final class Workers implements AutoCloseable {
  static final String THREADS = "adjoint.threads";
  static final String SPIN = "adjoint.spinMicros";

  private static final int DEFAULT_SPIN_MICROS = 100;

  private final WorkerThread[] helpers;
  private final AtomicBoolean busy = new AtomicBoolean();
  private final long spinNanos;
  private boolean started;

  /**
   * Creates workers, whose threads start with the first shared work.
   *
   * @param threads how many threads work, the calling one included
   * @throws IllegalArgumentException if that is less than 1
   */
  public Workers(int threads) {
    this(threads, DEFAULT_SPIN_MICROS);
  }

  private Workers(int threads, int spinMicros) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads: " + threads + " is less than 1");
    }
    helpers = new WorkerThread[threads - 1];
    boolean alone = threads <= Runtime.getRuntime().availableProcessors();
    spinNanos = alone ? spinMicros * 1000L : 0;
  }

  /**
   * The workers that all tensor operations share, as the system properties ask.
   *
   * @throws IllegalStateException if a property is not a sensible number
   */
  public static Workers shared() {
    return Shared.WORKERS;
  }

  static Workers asProperties(String threads, String spinMicros) {
    int processors = Runtime.getRuntime().availableProcessors();
    return new Workers(
        number(THREADS, threads, 1, processors), number(SPIN, spinMicros, 0, DEFAULT_SPIN_MICROS));
  }

  private static int number(String property, String text, int least, int otherwise) {
    if (text.isEmpty()) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(text);
      if (number >= least) {
        return number;
      }
    } catch (NumberFormatException e) {
      // The message below says it with the name of the property.
    }
    throw new IllegalStateException(
        "%s=%s cannot be honoured: a whole number from %d is expected"
            .formatted(property, text, least));
  }

  /** How many threads work, the calling one included. */
  public int threads() {
    return helpers.length + 1;
  }

  /**
   * Runs all parts and returns when they are done, in no fixed order.
   *
   * <p>What a part throws comes out of here, the first of it, after all parts have ended.
   *
   * @param parts how many parts there are
   * @param body what runs a part, given its number
   */
  public void run(int parts, IntConsumer body) {
    if (parts < 2 || helpers.length == 0 || !busy.compareAndSet(false, true)) {
      for (int part = 0; part < parts; part++) {
        body.accept(part);
      }
      return;
    }
    SharedWork work = new SharedWork(parts, body);
    try {
      start();
      for (int i = 0; i < Math.min(parts - 1, helpers.length); i++) {
        helpers[i].offer(work);
      }
      work.takeParts();
      work.await();
    } finally {
      busy.set(false);
    }
    work.rethrow();
  }

  /**
   * Runs a loop over a range that is cut into parts which are as long as each other, or nearly.
   *
   * @param parts how many; none are made of less than two
   */
  public void share(int from, int to, int parts, Range body) {
    if (parts < 2) {
      body.run(from, to);
    } else {
      long size = (long) to - from;
      run(
          parts,
          part ->
              body.run(
                  from + (int) (size * part / parts), from + (int) (size * (part + 1) / parts)));
    }
  }

  /** Ends the threads; later work runs in the calling thread. Nothing may be running. */
  @Override
  public void close() {
    busy.set(true);
    if (started) {
      for (WorkerThread helper : helpers) {
        helper.end();
      }
    }
  }

  /** Guarded by {@link #busy}. */
  private void start() {
    if (!started) {
      for (int i = 0; i < helpers.length; i++) {
        helpers[i] = new WorkerThread("adjoint-worker-" + (i + 1), spinNanos);
        helpers[i].start();
      }
      started = true;
    }
  }

  /** Delays reading the properties until there is work. */
  private static final class Shared {
    static final Workers WORKERS =
        asProperties(System.getProperty(THREADS, ""), System.getProperty(SPIN, ""));
  }
}
