package dev.adjoint.train.search;

import java.io.PrintStream;
import java.util.Locale;

/** Shows how far a search is; called by several threads. */
final class SearchProgress {
  private static final int BAR_WIDTH = 24;

  private final PrintStream out;
  private final boolean terminal;
  private final int trials;
  private final boolean isMaximum;
  private final long start = System.nanoTime();
  private int done;
  private int failed;
  private double best = Double.NaN;

  SearchProgress(PrintStream out, boolean terminal, int trials, boolean isMaximum) {
    this.out = out;
    this.terminal = terminal;
    this.trials = trials;
    this.isMaximum = isMaximum;
  }

  synchronized void done(TrialResult result) {
    done++;
    failed += result.isFailed() ? 1 : 0;
    result.objective().ifPresent(this::improve);
    if (terminal) {
      out.print("\r" + bar() + "\u001b[K" + (done == trials ? "\n" : ""));
    } else {
      out.printf(
          Locale.ROOT,
          "trial %d (%d of %d): %s %s%n",
          result.trial().number(),
          done,
          trials,
          result.trial().parameters(),
          result.isFailed()
              ? "failed: " + result.reason()
              : String.format(Locale.ROOT, "-> %.6g", result.objective().getAsDouble()));
    }
    out.flush();
  }

  private void improve(double value) {
    boolean isBetter = isMaximum ? value > best : value < best;
    best = isBetter || Double.isNaN(best) ? value : best;
  }

  private String bar() {
    int filled = (int) ((long) done * BAR_WIDTH / trials);
    double seconds = (System.nanoTime() - start) * 1e-9;
    return String.format(
        Locale.ROOT,
        "trial %d/%d [%s] %.0f s left, %s%s",
        done,
        trials,
        "=".repeat(filled) + " ".repeat(BAR_WIDTH - filled),
        seconds * (trials - done) / done,
        Double.isNaN(best) ? "none has succeeded" : String.format(Locale.ROOT, "best %.6g", best),
        failed == 0 ? "" : ", " + failed + " failed");
  }
}
