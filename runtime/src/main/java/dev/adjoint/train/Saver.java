package dev.adjoint.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Decides when a training is saved, where, and what stays. */
final class Saver {
  private final CheckpointDirectory directory;
  private final CheckpointSettings settings;

  /** The best measure so far; NaN where no best is kept. */
  private double best;

  private boolean isBest;

  /**
   * Takes notice of nothing yet.
   *
   * @throws IllegalArgumentException if the best is to be kept of what the training does not
   *     measure
   */
  Saver(Path directory, CheckpointSettings settings, List<String> metrics) {
    settings.best.ifPresent(measure -> measure.requireKnown("keepBest", metrics));
    this.directory = new CheckpointDirectory(directory);
    this.settings = settings;
    this.best = settings.best.map(Measure::worst).orElse(Double.NaN);
  }

  /**
   * Makes the directory ready.
   *
   * @param resumes whether the training goes on from a checkpoint
   * @throws IllegalStateException if the directory has checkpoints of another training
   */
  void prepare(boolean resumes) throws IOException {
    directory.prepare();
    if (!resumes && directory.newest().isPresent()) {
      throw new IllegalStateException(
          "%s has checkpoints of an earlier training: resume it, or choose another directory"
              .formatted(directory.path()));
    }
  }

  void restoreBest(double value) {
    // A checkpoint of a training that kept no best knows none.
    if (!Double.isNaN(value)) {
      best = value;
    }
  }

  double best() {
    return best;
  }

  /** Takes notice of what was measured, by name. */
  void observe(Map<String, Double> measures) {
    OptionalDouble value =
        settings.best.map(measure -> measure.of(measures)).orElse(OptionalDouble.empty());
    if (value.isPresent() && settings.best.orElseThrow().isBetter(value.getAsDouble(), best)) {
      best = value.getAsDouble();
      isBest = true;
    }
  }

  boolean isDueAfterStep(long step) {
    return settings.isDueAfterStep(step);
  }

  boolean isDueAfterEpoch(int epoch, long step) {
    return settings.isDueAfterEpoch(epoch) || settings.isDueAfterStep(step);
  }

  /** Writes what is due: a file of the step, and one of the best if this is it. */
  void save(long step, boolean isDue, Writer writer) {
    try {
      // The best first: who goes on from an older file comes here again.
      if (isBest) {
        writer.write(directory.best());
        isBest = false;
      }
      if (isDue) {
        writer.write(directory.file(step));
        directory.keepLast(settings.kept, step);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  /** Writes a training to a file. */
  interface Writer {
    void write(Path file) throws IOException;
  }
}
