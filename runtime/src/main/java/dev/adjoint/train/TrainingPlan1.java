package dev.adjoint.train;

import dev.adjoint.ParameterTree;

/**
 * A training whose loss takes one part of the data.
 *
 * @param <M> the type of the model
 * @param <X> the type of the data
 */
public final class TrainingPlan1<M, X> extends TrainingPlan<M, X, TrainingPlan1<M, X>> {
  TrainingPlan1(ParameterTree<M> tree, M model, Loss1<M, X> loss) {
    super(tree, model, loss::apply);
  }

  /** Measures the model on some data after each epoch. */
  public TrainingPlan1<M, X> validate(X data, Metric1<M, X> metric) {
    return metric(model -> metric.apply(model, data));
  }

  @Override
  TrainingPlan1<M, X> self() {
    return this;
  }
}
