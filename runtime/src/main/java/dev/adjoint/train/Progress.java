package dev.adjoint.train;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Locale;

/** Shows how far a training is. */
final class Progress {
  private static final int BAR_WIDTH = 24;

  /** More often than ten times a second nobody can read. */
  private static final long REDRAW_NANOS = 100_000_000;

  private final PrintStream out;
  private final boolean terminal;
  private int epochs;
  private int steps;
  private long examples;
  private long start;
  private long drawn;
  private String metric = "";

  Progress(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  static Progress silent() {
    return new Progress(new PrintStream(OutputStream.nullOutputStream()), false);
  }

  void start(int epochs, int steps, long examples) {
    this.epochs = epochs;
    this.steps = steps;
    this.examples = examples;
    this.start = System.nanoTime();
    this.drawn = start - REDRAW_NANOS;
  }

  /** A step, from 1, of an epoch, from 0, was made. */
  void step(int epoch, int step, double loss) {
    long now = System.nanoTime();
    if (!terminal || now - drawn < REDRAW_NANOS) {
      return;
    }
    drawn = now;
    double done = (epoch + (double) step / steps) / epochs;
    double seconds = (now - start) * 1e-9;
    rewrite(
        String.format(
            Locale.ROOT,
            "epoch %d/%d [%s] %3.0f %%, %.0f s left, %.0f examples/s, loss %.4g%s",
            epoch + 1,
            epochs,
            bar(done),
            100 * done,
            seconds * (1 - done) / done,
            done * epochs * examples / seconds,
            loss,
            metric));
  }

  void epoch(EpochReport report) {
    metric =
        report.metric().isPresent()
            ? String.format(Locale.ROOT, ", metric %.4g", report.metric().getAsDouble())
            : "";
    String line =
        String.format(
            Locale.ROOT,
            "epoch %d/%d: loss %.4g%s, %.0f examples/s",
            report.epoch(),
            epochs,
            report.loss(),
            metric,
            report.examplesPerSecond());
    if (!terminal) {
      out.println(line);
    } else if (report.epoch() == epochs) {
      rewrite(line);
      out.println();
    }
  }

  private static String bar(double done) {
    int filled = (int) (done * BAR_WIDTH);
    return "=".repeat(filled) + " ".repeat(BAR_WIDTH - filled);
  }

  /** Overwrites the line; the escape sequence clears what a longer one left. */
  private void rewrite(String line) {
    out.print("\r" + line + "\u001b[K");
    out.flush();
  }
}
