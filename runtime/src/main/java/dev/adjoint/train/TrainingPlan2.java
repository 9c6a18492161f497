package dev.adjoint.train;

import dev.adjoint.ParameterTree;
import dev.adjoint.data.Batch;
import dev.adjoint.data.Dataset;

/**
 * A training whose loss takes two parts of the data.
 *
 * @param <M> the type of the model
 * @param <X> the type of the inputs
 * @param <Y> the type of what belongs to them
 */
public final class TrainingPlan2<M, X, Y>
    extends TrainingPlan<M, Batch<X, Y>, TrainingPlan2<M, X, Y>> {
  TrainingPlan2(ParameterTree<M> tree, M model, Loss2<M, X, Y> loss) {
    super(tree, model, (current, batch) -> loss.apply(current, batch.x(), batch.y()));
  }

  /** Measures the model on a dataset as a whole after each epoch. */
  public TrainingPlan2<M, X, Y> validate(Dataset<X, Y> data, Metric2<M, X, Y> metric) {
    return metric(model -> metric.apply(model, data.x(), data.y()));
  }

  @Override
  TrainingPlan2<M, X, Y> self() {
    return this;
  }
}
