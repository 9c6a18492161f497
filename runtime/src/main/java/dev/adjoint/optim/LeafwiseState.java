package dev.adjoint.optim;

import dev.adjoint.Leaf;
import dev.adjoint.ParameterTree;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** The state of an optimizer that remembers some numbers for each leaf. */
final class LeafwiseState<T> implements OptimizerState<T> {
  private static final String STEPS = "steps";

  private final LeafwiseOptimizer optimizer;
  private final ParameterTree<T> tree;

  /** The leaves at the start, without their numbers. */
  private final List<Leaf> structure = new ArrayList<>();

  private final List<GroupSettings> groups;

  /** What is remembered of each leaf; nothing of those that are frozen. */
  private final List<List<Leaf>> slots = new ArrayList<>();

  private long steps;

  LeafwiseState(LeafwiseOptimizer optimizer, ParameterTree<T> tree, T model, Groups groups) {
    this.optimizer = optimizer;
    this.tree = tree;
    List<Leaf> parameters = tree.leaves(model);
    this.groups = groups.resolve(parameters);
    for (int i = 0; i < parameters.size(); i++) {
      Leaf leaf = parameters.get(i);
      structure.add(
          leaf instanceof Leaf.Floats
              ? new Leaf.Floats(leaf.path(), leaf.shape(), new float[0])
              : new Leaf.Doubles(leaf.path(), leaf.shape(), new double[0]));
      slots.add(this.groups.get(i).isFrozen() ? List.of() : optimizer.slots(leaf));
    }
  }

  @Override
  public T step(T model, T gradient, double learningRateFactor, OptionalDouble momentum) {
    Settings.notNegative("learningRateFactor", learningRateFactor);
    if (momentum.isPresent()) {
      Settings.fraction("momentum", momentum.getAsDouble());
      if (optimizer.momentum().isEmpty()) {
        throw new IllegalArgumentException(
            "the schedule sets the momentum to %s, but the optimizer was made without momentum"
                .formatted(momentum.getAsDouble()));
      }
    }
    List<Leaf> parameters = tree.leaves(model);
    List<Leaf> gradients = tree.leaves(gradient);
    ParameterTree.requireSame(structure, parameters);
    ParameterTree.requireSame(parameters, gradients);
    steps++;
    for (int i = 0; i < parameters.size(); i++) {
      GroupSettings group = groups.get(i);
      if (!group.isFrozen()) {
        LeafStep step = optimizer.step(steps, learningRateFactor, momentum, group);
        optimizer.update(parameters.get(i), gradients.get(i), slots.get(i), step);
      }
    }
    return tree.withLeaves(model, parameters);
  }

  @Override
  public long steps() {
    return steps;
  }

  @Override
  public double learningRate() {
    return optimizer.learningRate();
  }

  @Override
  public List<Leaf> state() {
    return state(SavedState.scalar(STEPS, steps));
  }

  private List<Leaf> state(Leaf counter) {
    List<Leaf> leaves = new ArrayList<>();
    leaves.add(counter);
    slots.forEach(leaves::addAll);
    return leaves;
  }

  @Override
  public void restore(List<? extends Leaf> saved) {
    Leaf counter = SavedState.scalar(STEPS, 0);
    SavedState.copy(saved, state(counter));
    steps = (long) counter.get(0);
  }
}
