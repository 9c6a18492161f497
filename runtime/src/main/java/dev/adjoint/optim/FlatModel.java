package dev.adjoint.optim;

import dev.adjoint.Leaf;
import dev.adjoint.ParameterTree;
import java.util.List;

/** A model of its own whose numbers are set and read as one vector. */
final class FlatModel<T> {
  private final ParameterTree<T> tree;
  private final List<Leaf> leaves;
  private final int size;
  private T model;

  FlatModel(ParameterTree<T> tree, T start) {
    this.tree = tree;
    this.model = tree.copy(start);
    this.leaves = tree.leaves(model);
    this.size = Math.toIntExact(tree.count(model));
  }

  int size() {
    return size;
  }

  /** The model with the numbers of a vector, in the same memory at each call. */
  T at(double[] numbers) {
    int next = 0;
    for (Leaf leaf : leaves) {
      for (int i = 0; i < leaf.size(); i++) {
        leaf.set(i, numbers[next++]);
      }
    }
    model = tree.withLeaves(model, leaves);
    return model;
  }

  /** Reads the model's numbers. */
  void read(double[] into) {
    read(leaves, into);
  }

  /**
   * Reads the numbers of a gradient.
   *
   * @throws IllegalArgumentException if its structure is not the model's
   */
  void read(T gradient, double[] into) {
    List<Leaf> gradients = tree.leaves(gradient);
    ParameterTree.requireSame(leaves, gradients);
    read(gradients, into);
  }

  private static void read(List<Leaf> from, double[] into) {
    int next = 0;
    for (Leaf leaf : from) {
      for (int i = 0; i < leaf.size(); i++) {
        into[next++] = leaf.get(i);
      }
    }
  }
}
