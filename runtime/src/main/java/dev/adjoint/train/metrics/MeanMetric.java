package dev.adjoint.train.metrics;

import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToLongBiFunction;

/**
 * A function of a mean over the examples.
 *
 * @param name the name
 * @param isLargerBetter whether a larger value is better
 * @param mean the mean over one batch
 * @param count how many examples a batch counts for; fails where predictions and truth do not fit
 * @param result what is told, of the mean over all examples
 */
record MeanMetric<P, T>(
    String name,
    boolean isLargerBetter,
    ToDoubleBiFunction<P, T> mean,
    ToLongBiFunction<P, T> count,
    DoubleUnaryOperator result)
    implements Metric<P, T> {

  @Override
  public MetricState<P, T> start() {
    return new State<>(this);
  }

  private static final class State<P, T> implements MetricState<P, T> {
    private final MeanMetric<P, T> metric;
    private final Mean mean = new Mean();

    State(MeanMetric<P, T> metric) {
      this.metric = metric;
    }

    @Override
    public String name() {
      return metric.name;
    }

    @Override
    public void add(P predictions, T truth) {
      long examples = metric.count.applyAsLong(predictions, truth);
      if (examples > 0) {
        mean.add(metric.mean.applyAsDouble(predictions, truth), examples);
      }
    }

    @Override
    public void merge(MetricState<P, T> other) {
      mean.merge(Checks.same(State.class, this, other).mean);
    }

    @Override
    public long count() {
      return mean.count();
    }

    @Override
    public double value() {
      Checks.notEmpty(name(), count());
      return metric.result.applyAsDouble(mean.value());
    }
  }
}
