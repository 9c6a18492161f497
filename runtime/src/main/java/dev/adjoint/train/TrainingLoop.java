package dev.adjoint.train;

import dev.adjoint.ParameterTree;
import dev.adjoint.ValueAndGradient;
import dev.adjoint.Workspace;
import dev.adjoint.data.Batches;
import dev.adjoint.data.Epoch;
import dev.adjoint.optim.GradientClipping;
import dev.adjoint.tensor.BatchStatistics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** The loop over epochs and batches. */
final class TrainingLoop<M, B> implements TrainingState<M> {
  private final TrainingPlan<M, B, ?> plan;
  private final Batches<B> data;
  private final Extent extent;
  private final BiFunction<M, B, ValueAndGradient<M>> loss;
  private final DivergenceGuard<M> guard;
  private final Learner<M> learner;
  private final TrainingHistory history;
  private final Callbacks<M> callbacks;
  private final Checkpointing checkpointing;
  private final Optional<Saver> saver;
  private final Workspace workspace = new Workspace();
  private final BatchStatistics statistics = new BatchStatistics();

  /** The number of the epoch, from 0, and how many of its batches were gone through. */
  private int epoch;

  private int batch;
  private double lastLoss = Double.NaN;

  /** The number of the step whose learning rate callbacks see. */
  private long stepOfRate;

  /** Up to when the time of the steps is counted. */
  private long clock;

  private Optional<M> gradient = Optional.empty();
  private double gradientNorm = Double.NaN;
  private Optional<String> stopReason = Optional.empty();

  TrainingLoop(
      TrainingPlan<M, B, ?> plan, Batches<B> data, BiFunction<M, B, ValueAndGradient<M>> loss) {
    this.plan = plan;
    this.data = data;
    this.loss = loss;
    this.extent = Extent.of(data.count(), plan.accumulated, plan.epochs, plan.steps);
    this.guard = new DivergenceGuard<>(plan.tree, plan.check);
    this.learner = new Learner<>(plan, guard, extent.totalSteps());
    this.history = new TrainingHistory(plan.validator.names());
    this.callbacks = new Callbacks<>(plan.allCallbacks());
    this.checkpointing = new Checkpointing(plan, data.count(), learner, history, callbacks);
    this.saver = plan.checkpoints.saver(plan.validator.names());
  }

  TrainingResult<M> run() {
    long start = System.nanoTime();
    try (callbacks) {
      begin();
      while (stopReason.isEmpty() && extent.isBefore(epoch, batch)) {
        runEpoch();
      }
      guard.checkParameters(learner.model());
      M result = callbacks.onTrainingEnd(this, learner.result());
      Duration time = Duration.ofNanos(System.nanoTime() - start);
      return new TrainingResult<>(
          result, history.epochs(), history.validations(), history.losses(), time, stopReason);
    }
  }

  private void begin() {
    try {
      Optional<Path> file = plan.checkpoints.toResume();
      if (saver.isPresent()) {
        saver.get().prepare(file.isPresent());
      }
      if (file.isEmpty()) {
        callbacks.onTrainingStart(this);
        return;
      }
      Checkpointing.Loaded loaded = checkpointing.load(file.get());
      checkpointing.restore(loaded);
      epoch = loaded.stand().epoch();
      batch = loaded.stand().batch();
      lastLoss = loaded.stand().loss();
      saver.ifPresent(writer -> writer.restoreBest(loaded.stand().best()));
      stepOfRate = learner.steps();
      callbacks.onTrainingStart(this);
      checkpointing.restoreOthers(loaded);
      stopReason = loaded.stand().stopReason();
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  private void runEpoch() {
    if (batch == 0) {
      callbacks.onEpochStart(this);
      if (stopReason.isPresent()) {
        saver.ifPresent(writer -> writer.save(step(), true, file -> save(file)));
        return;
      }
    }
    int end = extent.batchesOf(epoch);
    try (Epoch<B> batches = data.epoch(plan.seed, epoch, batch)) {
      Iterator<B> iterator = batches.iterator();
      while (batch < end && stopReason.isEmpty()) {
        clock = System.nanoTime();
        B next = iterator.next();
        workspace.use(() -> step(next, end));
        spend();
        gradient = Optional.empty();
        if (batch < end && stopReason.isEmpty() && extent.isStep(batch)) {
          afterStep();
        }
      }
    }
    endEpoch(end);
  }

  private void spend() {
    long now = System.nanoTime();
    history.spend(now - clock);
    clock = now;
  }

  /** The gradient is used up when the step ends, and the next one gets its memory. */
  private boolean step(B examples, int end) {
    stepOfRate = learner.steps();
    ValueAndGradient<M> result = statistics.during(() -> loss.apply(learner.model(), examples));
    batch++;
    guard.at(epoch + 1, batch);
    lastLoss = result.value();
    gradient = Optional.of(result.gradient());
    gradientNorm = Double.NaN;
    boolean isWanted = callbacks.beforeStep(this);
    if (isWanted) {
      guard.checkLoss(lastLoss, learner.model(), result.gradient());
      history.add(lastLoss);
      learner.add(result.gradient());
      learner.observe(statistics);
    }
    if (batch == end || extent.isStep(batch)) {
      learner.completeStep();
    }
    spend();
    if (isWanted) {
      callbacks.afterStep(this);
    }
    return isWanted;
  }

  /** What comes between the steps of an epoch, of which the last one is the epoch's own. */
  private void afterStep() {
    if (plan.validator.isDueAfterStep(step())) {
      validate();
    }
    // What ends here is saved when its epoch is complete.
    saver
        .filter(writer -> stopReason.isEmpty())
        .ifPresent(
            writer -> writer.save(step(), writer.isDueAfterStep(step()), file -> save(file)));
  }

  private void endEpoch(int end) {
    boolean isWhole = batch == data.count();
    boolean isLast = batch < end || !(isWhole && extent.isBefore(epoch + 1, 0));
    if ((isLast
            || plan.validator.isDueAfterEpoch(epoch + 1)
            || plan.validator.isDueAfterStep(step()))
        && !history.isValidated(epoch + 1, step())) {
      validate();
    }
    EpochReport report = history.endEpoch(epoch + 1, examplesPerBatch());
    if (plan.validator.names().isEmpty()) {
      learner.observe(report.loss());
    }
    callbacks.onEpochEnd(this, report);
    if (!plan.validator.names().contains(Measure.LOSS)) {
      saver.ifPresent(writer -> writer.observe(Map.of(Measure.LOSS, report.loss())));
    }
    boolean isEnd = isLast || stopReason.isPresent();
    long step = step();
    boolean isDue = isEnd || saver.filter(s -> s.isDueAfterEpoch(epoch + 1, step)).isPresent();
    if (isWhole) {
      epoch++;
      batch = 0;
    }
    // Also where nothing is saved.
    guard.checkParameters(learner.model());
    saver.ifPresent(writer -> writer.save(step, isDue, file -> save(file)));
  }

  private void validate() {
    if (plan.validator.names().isEmpty()) {
      return;
    }
    Validation validation =
        new Validation(epoch + 1, step(), plan.validator.measure(learner.result()));
    history.add(validation);
    learner.observe(validation.metrics().values().iterator().next());
    saver.ifPresent(writer -> writer.observe(validation.metrics()));
    callbacks.onValidation(this, validation);
  }

  private void save(Path file) throws IOException {
    guard.checkParameters(learner.model());
    if (callbacks.beforeSave(this, file)) {
      double best = saver.map(Saver::best).orElse(Double.NaN);
      checkpointing.save(file, new Checkpointing.Stand(epoch, batch, lastLoss, best, stopReason));
    }
  }

  private double examplesPerBatch() {
    return (double) data.examples() / data.count();
  }

  @Override
  public ParameterTree<M> tree() {
    return plan.tree;
  }

  @Override
  public M model() {
    return learner.model();
  }

  @Override
  public M result() {
    return learner.result();
  }

  @Override
  public Optional<M> gradient() {
    return gradient;
  }

  @Override
  public double gradientNorm() {
    if (Double.isNaN(gradientNorm) && gradient.isPresent()) {
      gradientNorm = GradientClipping.globalNorm(plan.tree, gradient.get());
    }
    return gradient.isPresent() ? gradientNorm : Double.NaN;
  }

  @Override
  public int epoch() {
    return epoch + 1;
  }

  @Override
  public int epochs() {
    return extent.epochs();
  }

  @Override
  public int batch() {
    return batch;
  }

  @Override
  public int batches() {
    return data.count();
  }

  @Override
  public long step() {
    return extent.step(epoch, batch);
  }

  @Override
  public long totalSteps() {
    return extent.totalSteps();
  }

  @Override
  public long stepsPerEpoch() {
    return extent.step(1, 0);
  }

  @Override
  public double loss() {
    return lastLoss;
  }

  @Override
  public double learningRate() {
    return learner.learningRate(stepOfRate);
  }

  @Override
  public double examplesPerSecond() {
    return history.batchesPerSecond() * examplesPerBatch();
  }

  @Override
  public List<String> metrics() {
    return plan.validator.names();
  }

  @Override
  public List<Validation> validations() {
    return history.validations();
  }

  @Override
  public List<EpochReport> history() {
    return history.epochs();
  }

  @Override
  public Optional<String> stopReason() {
    return stopReason;
  }

  @Override
  public void stop(String reason) {
    if (stopReason.isEmpty()) {
      stopReason = Optional.of(reason);
    }
  }
}
