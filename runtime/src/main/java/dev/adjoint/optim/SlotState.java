package dev.adjoint.optim;

import dev.adjoint.Leaf;
import dev.adjoint.ParameterTree;
import java.util.ArrayList;
import java.util.List;

/** The state of an optimizer that remembers some numbers for each parameter. */
final class SlotState<T> implements OptimizerState<T> {
  private final ParameterTree<T> tree;
  private final T structure;
  private final List<List<Leaf>> slots = new ArrayList<>();
  private final Update update;
  private long steps;

  /** Starts with every slot of every parameter 0. */
  SlotState(ParameterTree<T> tree, T model, int slotsEach, Update update) {
    this.tree = tree;
    this.structure = tree.zeros(model);
    this.update = update;
    for (Leaf ignored : tree.leaves(model)) {
      slots.add(new ArrayList<>());
    }
    for (int i = 0; i < slotsEach; i++) {
      List<Leaf> zeros = tree.leaves(i == 0 ? structure : tree.zeros(model));
      for (int j = 0; j < zeros.size(); j++) {
        slots.get(j).add(zeros.get(j));
      }
    }
  }

  @Override
  public T step(T model, T gradient, double learningRateFactor) {
    List<Leaf> parameters = tree.leaves(model);
    List<Leaf> pairs = new ArrayList<>();
    tree.zip(structure, model, (left, right) -> {});
    tree.zip(model, gradient, (left, right) -> pairs.add(right));
    steps++;
    for (int i = 0; i < parameters.size(); i++) {
      update.apply(parameters.get(i), pairs.get(i), slots.get(i), steps, learningRateFactor);
    }
    return tree.withLeaves(model, parameters);
  }

  @Override
  public long steps() {
    return steps;
  }

  /** Updates one leaf and its slots in place; the first step has number 1. */
  @FunctionalInterface
  interface Update {
    void apply(
        Leaf parameter, Leaf gradient, List<Leaf> slots, long step, double learningRateFactor);
  }
}
