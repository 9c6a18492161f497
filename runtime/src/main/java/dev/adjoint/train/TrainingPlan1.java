package dev.adjoint.train;

import dev.adjoint.ParameterTree;
import dev.adjoint.data.Dataset1;
import dev.adjoint.data.Examples;

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

  /** The data to measure the model on, by each {@link #metric}. */
  public TrainingPlan1<M, X> validate(X data) {
    return validation(data);
  }

  /** Measures the model on some data after each epoch, by a metric of the name "metric". */
  public TrainingPlan1<M, X> validate(X data, Metric1<M, X> metric) {
    return validate(data).metric("metric", metric);
  }

  /**
   * Measures the model on the data of {@link #validate}, as one of several metrics. The first one
   * is what schedules take notice of.
   *
   * @throws IllegalArgumentException if the name is blank, or has a comma
   */
  public TrainingPlan1<M, X> metric(String name, Metric1<M, X> metric) {
    return addMetric(name, metric::apply);
  }

  @Override
  Examples<X, ?> examples(X batch) {
    return Dataset1.of(Shards.column(batch));
  }

  @Override
  TrainingPlan1<M, X> self() {
    return this;
  }
}
