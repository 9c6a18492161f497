package dev.adjoint.train;

import dev.adjoint.Leaf;
import dev.adjoint.ParameterTree;
import dev.adjoint.optim.GradientAccumulator;
import dev.adjoint.optim.OptimizerState;
import dev.adjoint.optim.Resumable;
import dev.adjoint.optim.SavedState;
import dev.adjoint.optim.ScheduleState;
import dev.adjoint.optim.WeightAverage;
import dev.adjoint.tensor.BatchStatistics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The training's own model, and all that changes it: from gradients to updates. */
final class Learner<M> implements Resumable {
  private static final String MODEL = TrainingCheckpoint.MODEL;

  private final TrainingPlan<M, ?, ?> plan;
  private final ParameterTree<M> tree;
  private final DivergenceGuard<M> guard;
  private final OptimizerState<M> optimizer;
  private final ScheduleState schedule;
  private final Optional<GradientAccumulator<M>> accumulator;
  private final Optional<WeightAverage<M>> average;
  private final long totalSteps;
  private M model;

  Learner(TrainingPlan<M, ?, ?> plan, DivergenceGuard<M> guard, long totalSteps) {
    this.plan = plan;
    this.tree = plan.tree;
    this.guard = guard;
    this.totalSteps = totalSteps;
    this.model = tree.copy(plan.model);
    this.optimizer = plan.optimizer.start(tree, model, plan.groups);
    this.schedule = plan.schedule.start();
    this.accumulator =
        plan.accumulated == 1
            ? Optional.empty()
            : Optional.of(new GradientAccumulator<>(tree, model, plan.accumulated));
    this.average =
        plan.averageDecay.isPresent()
            ? Optional.of(new WeightAverage<>(tree, model, plan.averageDecay.getAsDouble()))
            : Optional.empty();
  }

  M model() {
    return model;
  }

  /** What the training is for: the average of the parameters if there is one, with all state. */
  M result() {
    return average.map(followed -> tree.withStateOf(followed.model(), model)).orElse(model);
  }

  /** How many updates were made. */
  long steps() {
    return optimizer.steps();
  }

  /** The learning rate of an update by its number, from 0. */
  double learningRate(long step) {
    return optimizer.learningRate() * schedule.factor(step, totalSteps);
  }

  void observe(double metric) {
    schedule.observe(metric);
  }

  /** Learns from the gradient of a batch, at once or with the step that it is part of. */
  void add(M gradient) {
    accumulator.ifPresentOrElse(sum -> sum.add(gradient), () -> update(gradient));
  }

  /** Moves running statistics towards those of a batch. */
  void observe(BatchStatistics seen) {
    model = seen.applyTo(tree, model);
  }

  /** The last batch of a step was added, or vetoed. */
  void completeStep() {
    accumulator.filter(sum -> sum.count() > 0).ifPresent(sum -> update(sum.take()));
  }

  private void update(M gradient) {
    M clipped = plan.clipping.map(clip -> clip.apply(tree, gradient)).orElse(gradient);
    guard.checkGradient(clipped, model);
    model = optimizer.step(model, clipped, schedule, totalSteps);
    guard.checkUpdate(model);
    average.ifPresent(followed -> followed.update(model));
  }

  private Map<String, Resumable> parts() {
    Map<String, Resumable> parts = new LinkedHashMap<>();
    parts.put("optimizer", optimizer);
    parts.put("schedule", schedule);
    accumulator.ifPresent(sum -> parts.put("accumulator", sum));
    average.ifPresent(followed -> parts.put("average", followed));
    return parts;
  }

  @Override
  public List<Leaf> state() {
    List<Leaf> leaves = new ArrayList<>(SavedState.prefixed(MODEL, tree.allLeaves(model)));
    parts().forEach((name, part) -> leaves.addAll(SavedState.prefixed(name, part.state())));
    return leaves;
  }

  @Override
  public void restore(List<? extends Leaf> saved) {
    SavedState.requireSame(saved, state());
    List<Leaf> leaves = tree.allLeaves(model);
    SavedState.copy(SavedState.below(MODEL, saved), leaves);
    model = tree.withAllLeaves(model, leaves);
    parts().forEach((name, part) -> part.restore(SavedState.below(name, saved)));
  }
}
