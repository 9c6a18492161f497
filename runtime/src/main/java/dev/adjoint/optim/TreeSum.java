package dev.adjoint.optim;

import dev.adjoint.Leaf;
import dev.adjoint.ParameterTree;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** A tree in memory of its own, which is changed by others of its structure in place. */
final class TreeSum<T> {
  private static final String COUNT = "count";

  private final ParameterTree<T> tree;
  private final List<Leaf> leaves;
  private T sum;

  /** Takes over a tree that nobody else writes. */
  TreeSum(ParameterTree<T> tree, T own) {
    this.tree = tree;
    this.sum = own;
    this.leaves = tree.leaves(own);
  }

  /** Takes the numbers of another tree. */
  void set(T other) {
    forEach(other, SavedState::copy);
  }

  /** Adds the numbers of another tree. */
  void add(T other) {
    forEach(
        other,
        (from, into) -> {
          if (from instanceof Leaf.Floats source && into instanceof Leaf.Floats target) {
            add(source.values(), target.values());
          } else {
            for (int i = 0; i < into.size(); i++) {
              into.set(i, into.get(i) + from.get(i));
            }
          }
        });
  }

  private static void add(float[] x, float[] y) {
    Ranges.share(
        y.length,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            y[i] += x[i];
          }
        });
  }

  /** Moves every number towards that of another tree by a fraction of the way. */
  void approach(double fraction, T other) {
    forEach(
        other,
        (from, into) -> {
          if (from instanceof Leaf.Floats source && into instanceof Leaf.Floats target) {
            approach((float) fraction, source.values(), target.values());
          } else {
            for (int i = 0; i < into.size(); i++) {
              into.set(i, into.get(i) + fraction * (from.get(i) - into.get(i)));
            }
          }
        });
  }

  private static void approach(float fraction, float[] x, float[] y) {
    Ranges.share(
        y.length,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            y[i] += fraction * (x[i] - y[i]);
          }
        });
  }

  private void forEach(T other, BiConsumer<Leaf, Leaf> change) {
    List<Leaf> others = tree.leaves(other);
    ParameterTree.requireSame(leaves, others);
    for (int i = 0; i < leaves.size(); i++) {
      change.accept(others.get(i), leaves.get(i));
    }
  }

  /** Multiplies every number. */
  void scale(double factor) {
    leaves.forEach(leaf -> Norms.scale(leaf, factor));
  }

  /** The tree, in the memory that is changed. */
  T get() {
    sum = tree.withLeaves(sum, leaves);
    return sum;
  }

  /** What is saved: how many trees went into this one, and its numbers below a name. */
  List<Leaf> state(String name, long count) {
    return state(name, SavedState.scalar(COUNT, count));
  }

  private List<Leaf> state(String name, Leaf counter) {
    List<Leaf> saved = new ArrayList<>();
    saved.add(counter);
    saved.addAll(SavedState.prefixed(name, leaves));
    return saved;
  }

  /**
   * Takes back what was saved.
   *
   * @return how many trees went into it
   */
  long restore(String name, List<? extends Leaf> saved) {
    Leaf counter = SavedState.scalar(COUNT, 0);
    SavedState.copy(saved, state(name, counter));
    return (long) counter.get(0);
  }
}
