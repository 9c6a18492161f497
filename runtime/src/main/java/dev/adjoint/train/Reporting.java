package dev.adjoint.train;

import dev.adjoint.internal.Required;
import dev.adjoint.train.log.History;
import dev.adjoint.train.log.LogEntry;
import dev.adjoint.train.metrics.ConfusionMatrix;
import dev.adjoint.train.report.HtmlReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Writes an {@link HtmlReport} of a training: {@code callback(report(file, r ->
 * r.title("Digits")))}.
 *
 * <p>It has what the training knows (its size, times and curves) and what the settings add. It is
 * written anew after each epoch, so that one can look at it while the training goes on, and at the
 * end, when a confusion matrix of the result comes to it.
 *
 * @param <M> the type of the model
 */
public final class Reporting<M> implements TrainingCallback<M> {
  private final Path file;
  private final Builder<M> settings;

  private Reporting(Path file, Builder<M> settings) {
    this.file = file;
    this.settings = settings;
  }

  /**
   * Reports to a file, which replaces one that is there.
   *
   * @throws IllegalArgumentException if a setting is impossible
   */
  public static <M> Reporting<M> report(Path file, Consumer<Builder<M>> settings) {
    Builder<M> builder = new Builder<>();
    settings.accept(builder);
    return new Reporting<>(file, builder);
  }

  /** What the report says beside what the training knows by itself. */
  public static final class Builder<M> {
    private final Map<String, Object> lines = new LinkedHashMap<>();
    private final List<BiConsumer<HtmlReport, M>> ofResult = new ArrayList<>();
    private final List<BiConsumer<HtmlReport, M>> last = new ArrayList<>();
    private String title = "Training";

    private Builder() {}

    /**
     * What stands above; "Training" by default.
     *
     * @throws IllegalArgumentException if it is blank
     */
    public Builder<M> title(String value) {
      title = Required.notBlank("title", value);
      return this;
    }

    /**
     * A line of the table of settings, such as the optimizer.
     *
     * @throws IllegalArgumentException if the name is blank
     */
    public Builder<M> setting(String name, Object value) {
      lines.put(Required.notBlank("setting", name), value);
      return this;
    }

    /**
     * A confusion matrix of the result, whose classes are called by their numbers.
     *
     * @param of such as {@code m -> ConfusionMatrix.of(m.logits(test.x()), test.y())}
     */
    public Builder<M> confusion(Function<M, ConfusionMatrix> of) {
      ofResult.add((html, result) -> html.confusion(of.apply(result)));
      return this;
    }

    /**
     * A confusion matrix of the result.
     *
     * @param names of the classes
     */
    public Builder<M> confusion(Function<M, ConfusionMatrix> of, List<String> names) {
      ofResult.add((html, result) -> html.confusion(of.apply(result), names));
      return this;
    }

    /** A source text, such as the generated backward method. */
    public Builder<M> source(String name, String source) {
      Required.notBlank("source", name);
      return with(html -> html.source(name, source));
    }

    /** Any other section of a report; it comes after those that the training has made. */
    public Builder<M> with(Consumer<HtmlReport> section) {
      last.add((html, result) -> section.accept(html));
      return this;
    }
  }

  @Override
  public void onEpochEnd(TrainingState<M> state, EpochReport report) {
    write(state, state.result(), List.of());
  }

  @Override
  public M onTrainingEnd(TrainingState<M> state, M result) {
    write(state, result, settings.ofResult);
    return result;
  }

  private void write(TrainingState<M> state, M result, List<BiConsumer<HtmlReport, M>> ofResult) {
    try {
      HtmlReport.write(
          file,
          html -> {
            html.title(settings.title);
            settings.lines.forEach(html::setting);
            describe(state, html);
            html.curves(curves(state));
            if (!state.history().isEmpty()) {
              html.epochTimes(state.history().stream().map(EpochReport::time).toList());
            }
            ofResult.forEach(section -> section.accept(html, result));
            settings.last.forEach(section -> section.accept(html, result));
          });
    } catch (IOException e) {
      throw new UncheckedIOException("%s: %s".formatted(file, e.getMessage()), e);
    }
  }

  private void describe(TrainingState<M> state, HtmlReport html) {
    html.setting(
        "parameters", String.format(Locale.ROOT, "%,d", state.tree().count(state.model())));
    List<EpochReport> epochs = state.history();
    html.setting("epochs", "%d of %d".formatted(epochs.size(), state.epochs()));
    html.setting("steps", "%d of %d".formatted(state.step(), state.totalSteps()));
    html.setting("batches per epoch", state.batches());
    double seconds = epochs.stream().mapToDouble(each -> each.time().toNanos() * 1e-9).sum();
    html.setting("time of all steps", String.format(Locale.ROOT, "%.1f s", seconds));
    state.stopReason().ifPresent(reason -> html.setting("stopped", reason));
  }

  /** All from the history, since a training that was resumed has that from its beginning. */
  private static History curves(TrainingState<?> state) {
    List<LogEntry> entries = new ArrayList<>();
    for (EpochReport epoch : state.history()) {
      long step = Math.min(epoch.epoch() * state.stepsPerEpoch(), state.step());
      entries.add(entry(step, epoch.epoch(), "loss/training", epoch.loss()));
    }
    for (Validation validation : state.validations()) {
      validation
          .metrics()
          .forEach(
              (name, value) ->
                  entries.add(
                      entry(validation.step(), validation.epoch(), name + "/validation", value)));
    }
    return History.of(entries);
  }

  private static LogEntry entry(long step, int epoch, String name, double value) {
    return new LogEntry(Instant.EPOCH, step, epoch, name, value);
  }
}
