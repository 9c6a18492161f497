package dev.adjoint.train;

import dev.adjoint.ParameterTree;
import java.util.Optional;

/** Ends a training whose numbers are not finite any more, and says which parameter went first. */
final class DivergenceGuard<M> {
  private final ParameterTree<M> tree;
  private final FiniteCheck check;
  private int epoch;
  private int batch;

  DivergenceGuard(ParameterTree<M> tree, FiniteCheck check) {
    this.tree = tree;
    this.check = check;
  }

  /** Where the training stands, both numbers from 1. */
  void at(int newEpoch, int newBatch) {
    epoch = newEpoch;
    batch = newBatch;
  }

  /** What the loss was computed from went before it: a parameter. The gradient tells the rest. */
  void checkLoss(double loss, M model, M gradient) {
    if (Double.isFinite(loss)) {
      return;
    }
    Optional<NonFinite> parameter = NonFinite.first(tree.leaves(model));
    if (parameter.isPresent()) {
      throw diverged("the loss is " + loss + " and a parameter no finite number", parameter);
    }
    Optional<NonFinite> first = NonFinite.first(tree.leaves(gradient));
    throw diverged(
        "the loss is " + loss + (first.isPresent() ? " and its gradient no finite number" : ""),
        first);
  }

  void checkGradient(M gradient, M model) {
    if (check == FiniteCheck.LOSS) {
      return;
    }
    Optional<NonFinite> first = NonFinite.first(tree.leaves(gradient));
    if (first.isPresent()) {
      Optional<NonFinite> parameter = NonFinite.first(tree.leaves(model));
      throw parameter.isPresent()
          ? diverged("a parameter is no finite number", parameter)
          : diverged("the gradient is no finite number", first);
    }
  }

  void checkUpdate(M model) {
    if (check == FiniteCheck.PARAMETERS) {
      checkParameters(model);
    }
  }

  /** Before a model is saved or given away, whatever is checked at each step. */
  void checkParameters(M model) {
    Optional<NonFinite> first = NonFinite.first(tree.leaves(model));
    if (first.isPresent()) {
      throw diverged("a parameter is no finite number after the update", first);
    }
  }

  private TrainingDivergedException diverged(String what, Optional<NonFinite> first) {
    return new TrainingDivergedException(what, epoch, batch, first);
  }
}
