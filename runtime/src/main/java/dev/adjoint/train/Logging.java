package dev.adjoint.train;

import dev.adjoint.train.log.CsvLog;
import dev.adjoint.train.log.JsonLinesLog;
import dev.adjoint.train.log.TensorBoardLog;
import dev.adjoint.train.log.TrainingLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Tells logs the numbers of a training: {@code callback(logging(l -> l.csv(path)))}.
 *
 * <p>After each epoch come {@code loss/training}, {@code learning rate} and {@code examples per
 * second}, and after each validation every metric, such as {@code accuracy/validation}. A training
 * that goes on from a checkpoint goes on with its logs; what they have of later steps is forgotten,
 * since it will come again. So does one that begins anew with all that an earlier one has left.
 *
 * @param <M> the type of the model
 */
public final class Logging<M> implements TrainingCallback<M> {
  private final Builder settings;
  private final List<TrainingLog> open = new ArrayList<>();
  private long loggedStep;

  private Logging(Builder settings) {
    this.settings = settings;
  }

  /**
   * Logs as the settings say.
   *
   * @throws IllegalArgumentException if no log is given, or a setting is impossible
   */
  public static <M> Logging<M> logging(Consumer<Builder> settings) {
    Builder builder = new Builder();
    settings.accept(builder);
    if (builder.logs.isEmpty()) {
      throw new IllegalArgumentException(
          "logging needs a log: call csv, jsonLines, tensorBoard or to");
    }
    return new Logging<>(builder);
  }

  /** Which logs there are, and what they are told. */
  public static final class Builder {
    private final List<Opening> logs = new ArrayList<>();
    private long everySteps;
    private boolean hasNorms;

    private Builder() {}

    /** Writes lines {@code time,step,epoch,name,value}; see {@link CsvLog}. */
    public Builder csv(Path file) {
      return add(step -> CsvLog.resume(inDirectory(file), step));
    }

    /** Writes a JSON object in each line; see {@link JsonLinesLog}. */
    public Builder jsonLines(Path file) {
      return add(step -> JsonLinesLog.resume(inDirectory(file), step));
    }

    /** Writes an event file for {@code tensorboard --logdir}; see {@link TensorBoardLog}. */
    public Builder tensorBoard(Path directory) {
      return add(step -> TensorBoardLog.resume(directory, step));
    }

    /** Tells a log of one's own, such as a {@link dev.adjoint.train.log.History}; it is closed. */
    public Builder to(TrainingLog log) {
      return add(step -> log);
    }

    /**
     * Logs the loss of a batch and the learning rate after so many steps of the optimizer, too.
     *
     * @throws IllegalArgumentException if the number is not positive
     */
    public Builder everySteps(long steps) {
      everySteps = TrainingPlan.positive("everySteps", steps);
      return this;
    }

    /** Logs the norm of the gradient before clipping, where the loss of a batch is logged. */
    public Builder gradientNorms() {
      hasNorms = true;
      everySteps = Math.max(1, everySteps);
      return this;
    }

    private Builder add(Opening log) {
      logs.add(log);
      return this;
    }

    private static Path inDirectory(Path file) throws IOException {
      Path parent = file.getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      return file;
    }
  }

  /** Opens a log that goes on after a step. */
  private interface Opening {
    TrainingLog open(long step) throws IOException;
  }

  @Override
  public void onTrainingStart(TrainingState<M> state) {
    loggedStep = state.step();
    try {
      for (Opening log : settings.logs) {
        open.add(log.open(state.step()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  @Override
  public void afterStep(TrainingState<M> state) {
    long step = state.step();
    if (settings.everySteps == 0 || step == loggedStep || step % settings.everySteps != 0) {
      return;
    }
    loggedStep = step;
    add(state, step, "loss/batch", state.loss());
    add(state, step, "learning rate", state.learningRate());
    if (settings.hasNorms) {
      add(state, step, "gradient norm", state.gradientNorm());
    }
  }

  @Override
  public void onValidation(TrainingState<M> state, Validation validation) {
    validation
        .metrics()
        .forEach((name, value) -> add(state, validation.step(), name + "/validation", value));
  }

  @Override
  public void onEpochEnd(TrainingState<M> state, EpochReport report) {
    long step = state.step();
    add(state, step, "loss/training", report.loss());
    if (settings.everySteps == 0) {
      add(state, step, "learning rate", state.learningRate());
    }
    add(state, step, "examples per second", report.examplesPerSecond());
    open.forEach(TrainingLog::flush);
  }

  private void add(TrainingState<M> state, long step, String name, double value) {
    open.forEach(log -> log.scalar(step, state.epoch(), name, value));
  }

  @Override
  public void close() {
    open.forEach(TrainingLog::close);
    open.clear();
  }
}
