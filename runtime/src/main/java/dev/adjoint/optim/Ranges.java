package dev.adjoint.optim;

import dev.adjoint.kernel.Range;
import dev.adjoint.kernel.Workers;

/** Shares loops over the numbers of large leaves among threads. */
final class Ranges {
  /** Numbers that are worth waking a thread. */
  private static final int GRAIN = 1 << 16;

  /** Numbers of a chunk: several arrays of so many stay in the first-level cache. */
  static final int CHUNK = 1024;

  private static final ThreadLocal<float[][]> ROOMS =
      ThreadLocal.withInitial(() -> new float[3][CHUNK]);

  private Ranges() {}

  /** One of three arrays of this thread for a chunk, which hold anything. */
  static float[] room(int number) {
    return ROOMS.get()[number];
  }

  /**
   * Runs loops over chunks of the range. HotSpot makes vectors of short loops with one idea each,
   * but not of one long loop; within a chunk it costs nothing to go over the numbers again.
   */
  static void chunks(int from, int to, Range body) {
    for (int start = from; start < to; start += CHUNK) {
      body.run(start, Math.min(to, start + CHUNK));
    }
  }

  /** Runs a loop whose trips know nothing of each other, in parts of the range from 0. */
  static void share(int size, Range body) {
    Workers workers = Workers.shared();
    workers.share(0, size, Math.min(size / GRAIN, 2 * workers.threads()), body);
  }
}
