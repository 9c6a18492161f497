package dev.adjoint.train;

import dev.adjoint.ParameterTree;
import dev.adjoint.data.Batch3;

/**
 * A training whose loss takes three parts of the data.
 *
 * @param <M> the type of the model
 * @param <X> the type of the first part
 * @param <Y> the type of the second part
 * @param <Z> the type of the third part
 */
public final class TrainingPlan3<M, X, Y, Z>
    extends TrainingPlan<M, Batch3<X, Y, Z>, TrainingPlan3<M, X, Y, Z>> {
  TrainingPlan3(ParameterTree<M> tree, M model, Loss3<M, X, Y, Z> loss) {
    super(tree, model, (current, batch) -> loss.apply(current, batch.x(), batch.y(), batch.z()));
  }

  /** Measures the model on some data after each epoch. */
  public TrainingPlan3<M, X, Y, Z> validate(Batch3<X, Y, Z> data, Metric3<M, X, Y, Z> metric) {
    return metric(model -> metric.apply(model, data.x(), data.y(), data.z()));
  }

  @Override
  TrainingPlan3<M, X, Y, Z> self() {
    return this;
  }
}
