package dev.adjoint.train;

import dev.adjoint.ParameterTree;
import dev.adjoint.data.Batch3;
import dev.adjoint.data.Dataset3;
import dev.adjoint.data.Examples;

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

  /** The data to measure the model on, by each {@link #metric}. */
  public TrainingPlan3<M, X, Y, Z> validate(Batch3<X, Y, Z> data) {
    return validation(data);
  }

  /** Measures the model on some data after each epoch, by a metric of the name "metric". */
  public TrainingPlan3<M, X, Y, Z> validate(Batch3<X, Y, Z> data, Metric3<M, X, Y, Z> metric) {
    return validate(data).metric("metric", metric);
  }

  /**
   * Measures the model on the data of {@link #validate}, as one of several metrics. The first one
   * is what schedules take notice of.
   *
   * @throws IllegalArgumentException if the name is blank, or has a comma
   */
  public TrainingPlan3<M, X, Y, Z> metric(String name, Metric3<M, X, Y, Z> metric) {
    return addMetric(name, (model, batch) -> metric.apply(model, batch.x(), batch.y(), batch.z()));
  }

  @Override
  Examples<Batch3<X, Y, Z>, ?> examples(Batch3<X, Y, Z> batch) {
    return Dataset3.of(
        Shards.column(batch.x()), Shards.column(batch.y()), Shards.column(batch.z()));
  }

  @Override
  TrainingPlan3<M, X, Y, Z> self() {
    return this;
  }
}
