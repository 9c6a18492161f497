package dev.adjoint.benchmarks.steps;

import dev.adjoint.ParameterTree;
import dev.adjoint.ValueAndGradient;
import dev.adjoint.Workspace;
import dev.adjoint.optim.Optimizer;
import dev.adjoint.optim.OptimizerState;
import java.util.function.Function;

/** A training of which one step after the other is done, as a user's loop would. */
final class TrainingStep<M> {
  private final Workspace workspace = new Workspace();
  private final OptimizerState<M> optimizer;
  private final Function<M, ValueAndGradient<M>> loss;
  private M model;

  TrainingStep(
      ParameterTree<M> tree, M model, Optimizer optimizer, Function<M, ValueAndGradient<M>> loss) {
    this.model = model;
    this.optimizer = optimizer.start(tree, model);
    this.loss = loss;
  }

  /** One step; the loss before it. */
  double run() {
    return workspace.use(
        () -> {
          ValueAndGradient<M> result = loss.apply(model);
          model = optimizer.step(model, result.gradient());
          return result.value();
        });
  }
}
