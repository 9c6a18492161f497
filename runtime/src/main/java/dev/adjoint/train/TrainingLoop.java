package dev.adjoint.train;

import dev.adjoint.ValueAndGradient;
import dev.adjoint.Workspace;
import dev.adjoint.data.Batches;
import dev.adjoint.data.Epoch;
import dev.adjoint.optim.GradientAccumulator;
import dev.adjoint.optim.OptimizerState;
import dev.adjoint.optim.ScheduleState;
import dev.adjoint.optim.WeightAverage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The loop over epochs and batches. */
final class TrainingLoop<M, B> {
  private final TrainingPlan<M, B, ?> plan;
  private final Batches<B> data;
  private final long totalSteps;
  private final OptimizerState<M> state;
  private final ScheduleState schedule;
  private final Optional<GradientAccumulator<M>> accumulator;
  private final Optional<WeightAverage<M>> average;
  private final List<Double> losses = new ArrayList<>();
  private final Workspace workspace = new Workspace();
  private M model;

  TrainingLoop(TrainingPlan<M, B, ?> plan, Batches<B> data) {
    this.plan = plan;
    this.data = data;
    this.totalSteps = plan.epochs * (((long) data.count() - 1) / plan.accumulated + 1);
    this.model = plan.tree.copy(plan.model);
    this.state = plan.optimizer.start(plan.tree, model, plan.groups);
    this.schedule = plan.schedule.start();
    this.accumulator =
        plan.accumulated == 1
            ? Optional.empty()
            : Optional.of(new GradientAccumulator<>(plan.tree, model, plan.accumulated));
    this.average =
        plan.averageDecay.isPresent()
            ? Optional.of(new WeightAverage<>(plan.tree, model, plan.averageDecay.getAsDouble()))
            : Optional.empty();
  }

  TrainingResult<M> run() {
    long start = System.nanoTime();
    List<EpochReport> reports = new ArrayList<>();
    plan.progress.start(plan.epochs, data.count(), data.examples());
    for (int epoch = 0; epoch < plan.epochs; epoch++) {
      EpochReport report = epoch(epoch);
      reports.add(report);
      plan.progress.epoch(report);
    }
    Duration time = Duration.ofNanos(System.nanoTime() - start);
    return new TrainingResult<>(result(), List.copyOf(reports), List.copyOf(losses), time);
  }

  private EpochReport epoch(int epoch) {
    long start = System.nanoTime();
    double sum = 0;
    int step = 0;
    try (Epoch<B> batches = data.epoch(plan.seed, epoch)) {
      for (B batch : batches) {
        double loss = step(batch, epoch, step++);
        sum += loss;
        plan.progress.step(epoch, step, loss);
      }
    }
    accumulator.filter(gradients -> gradients.count() > 0).ifPresent(g -> update(g.take()));
    long nanos = Math.max(1, System.nanoTime() - start);
    OptionalDouble metric =
        plan.metric.stream().mapToDouble(measure -> measure.applyAsDouble(result())).findFirst();
    schedule.observe(metric.orElse(sum / step));
    return new EpochReport(
        epoch + 1, sum / step, metric, Duration.ofNanos(nanos), data.examples() * 1e9 / nanos);
  }

  /** The gradient is used up when the step ends, and the next one gets its memory. */
  private double step(B batch, int epoch, int step) {
    return workspace.use(() -> stepInWorkspace(batch, epoch, step));
  }

  private double stepInWorkspace(B batch, int epoch, int step) {
    ValueAndGradient<M> result = plan.loss.apply(model, batch);
    if (!Double.isFinite(result.value())) {
      throw new TrainingDivergedException(result.value(), epoch + 1, step + 1);
    }
    losses.add(result.value());
    accumulator.ifPresentOrElse(
        gradients -> {
          gradients.add(result.gradient());
          if (gradients.isComplete()) {
            update(gradients.take());
          }
        },
        () -> update(result.gradient()));
    return result.value();
  }

  private void update(M gradient) {
    M clipped = plan.clipping.map(clip -> clip.apply(plan.tree, gradient)).orElse(gradient);
    model = state.step(model, clipped, schedule, totalSteps);
    average.ifPresent(followed -> followed.update(model));
  }

  /** What the training is for: the average of the parameters if there is one. */
  private M result() {
    return average.map(WeightAverage::model).orElse(model);
  }
}
