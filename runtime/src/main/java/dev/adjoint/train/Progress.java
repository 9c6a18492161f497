package dev.adjoint.train;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;

/** Shows how far a training is. */
final class Progress<M> implements TrainingCallback<M> {
  /** So short that most of the line is left on a narrow terminal, which cuts its end. */
  private static final int BAR_WIDTH = 12;

  /** More often than ten times a second nobody can read. */
  private static final long REDRAW_NANOS = 100_000_000;

  /** Lets a terminal cut a line that is too long for it, where it would begin a second one. */
  private static final String NO_WRAPPING = "\u001b[?7l";

  private static final String WRAPPING = "\u001b[?7h";
  private static final String CLEAR_REST = "\u001b[K";

  private final PrintStream out;
  private final boolean terminal;
  private long start;
  private long drawn;
  private double doneAtStart;
  private boolean isOpen;
  private String metrics = "";

  Progress(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  @Override
  public void onTrainingStart(TrainingState<M> state) {
    start = System.nanoTime();
    drawn = start - REDRAW_NANOS;
    doneAtStart = done(state);
    metrics = "";
  }

  @Override
  public void afterStep(TrainingState<M> state) {
    long now = System.nanoTime();
    if (!terminal || now - drawn < REDRAW_NANOS) {
      return;
    }
    drawn = now;
    double done = done(state);
    double seconds = (now - start) * 1e-9;
    rewrite(
        String.format(
            Locale.ROOT,
            "epoch %d/%d [%s] %3.0f %%, %s left, loss %.4g%s, %.0f examples/s",
            state.epoch(),
            state.epochs(),
            bar(done),
            100 * done,
            duration(seconds * (1 - done) / (done - doneAtStart)),
            state.loss(),
            metrics,
            state.examplesPerSecond()));
  }

  @Override
  public void onValidation(TrainingState<M> state, Validation validation) {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, Double> metric : validation.metrics().entrySet()) {
      String name = metric.getKey().equals(Measure.LOSS) ? "validation loss" : metric.getKey();
      text.append(String.format(Locale.ROOT, ", %s %.4g", name, metric.getValue()));
    }
    metrics = text.toString();
  }

  @Override
  public void onEpochEnd(TrainingState<M> state, EpochReport report) {
    String line =
        String.format(
            Locale.ROOT,
            "epoch %d/%d: loss %.4g%s, %.0f examples/s",
            report.epoch(),
            state.epochs(),
            report.loss(),
            metrics,
            report.examplesPerSecond());
    if (terminal) {
      rewrite(line);
    } else {
      out.println(line);
    }
  }

  /** Leaves what was shown last. */
  @Override
  public void close() {
    if (isOpen) {
      isOpen = false;
      out.println();
    }
  }

  private static double done(TrainingState<?> state) {
    return (double) state.step() / state.totalSteps();
  }

  private static String bar(double done) {
    int filled = (int) (done * BAR_WIDTH);
    return "=".repeat(filled) + " ".repeat(BAR_WIDTH - filled);
  }

  private static String duration(double seconds) {
    long whole = Math.round(seconds);
    if (whole < 60) {
      return whole + " s";
    }
    return whole < 3600
        ? "%d:%02d min".formatted(whole / 60, whole % 60)
        : "%d:%02d h".formatted(whole / 3600, whole / 60 % 60);
  }

  /** Overwrites the line; the last escape sequences clear what a longer one left. */
  private void rewrite(String line) {
    isOpen = true;
    out.print("\r" + NO_WRAPPING + line + CLEAR_REST + WRAPPING);
    out.flush();
  }
}
