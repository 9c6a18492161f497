package dev.adjoint.optim;

import dev.adjoint.kernel.Workers;

/** Shares loops over the numbers of large leaves among threads. */
final class Ranges {
  /** Numbers that are worth waking a thread. */
  private static final int GRAIN = 1 << 16;

  private Ranges() {}

  /** Runs a loop whose trips know nothing of each other, in parts of the range from 0. */
  static void share(int size, Body body) {
    int parts = Math.min(size / GRAIN, 2 * Workers.shared().threads());
    if (parts < 2) {
      body.run(0, size);
      return;
    }
    Workers.shared()
        .run(parts, part -> body.run(cut(size, part, parts), cut(size, part + 1, parts)));
  }

  private static int cut(int size, int part, int parts) {
    return (int) ((long) size * part / parts);
  }

  /** The trips of a part of the range. */
  interface Body {
    void run(int from, int to);
  }
}
