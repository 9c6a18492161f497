package dev.adjoint.train;

import dev.adjoint.ParameterTree;
import dev.adjoint.data.Batch;
import dev.adjoint.data.Dataset;
import dev.adjoint.data.Examples;
import dev.adjoint.train.metrics.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

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

  /** The dataset to measure the model on as a whole, by each {@link #metric}. */
  public TrainingPlan2<M, X, Y> validate(Dataset<X, Y> data) {
    return validation(data.all());
  }

  /** Measures the model on a dataset after each epoch, by a metric of the name "metric". */
  public TrainingPlan2<M, X, Y> validate(Dataset<X, Y> data, Metric2<M, X, Y> metric) {
    return validate(data).metric("metric", metric);
  }

  /**
   * Measures the model on the dataset of {@link #validate}, as one of several metrics. The first
   * one is what schedules take notice of.
   *
   * @throws IllegalArgumentException if the name is blank, or has a comma
   */
  public TrainingPlan2<M, X, Y> metric(String name, Metric2<M, X, Y> metric) {
    return addMetric(name, (model, batch) -> metric.apply(model, batch.x(), batch.y()));
  }

  /**
   * Measures predictions on the dataset of {@link #validate}, such as {@code metrics(Net::logits,
   * accuracy(), topAccuracy(3))}; each metric goes by its own name.
   *
   * @param predictions what the model makes of the inputs
   * @throws IllegalArgumentException if there is no metric, or another of its name
   */
  @SafeVarargs
  public final <P> TrainingPlan2<M, X, Y> metrics(
      BiFunction<M, X, P> predictions, Metric<P, Y>... metrics) {
    List<Metric<P, Y>> all = new ArrayList<>();
    for (Metric<P, Y> metric : metrics) {
      all.add(metric);
    }
    return metrics((model, batch) -> predictions.apply(model, batch.x()), Batch::y, all);
  }

  @Override
  Examples<Batch<X, Y>, ?> examples(Batch<X, Y> batch) {
    return Dataset.of(Shards.column(batch.x()), Shards.column(batch.y()));
  }

  @Override
  TrainingPlan2<M, X, Y> self() {
    return this;
  }
}
