package dev.adjoint.train.metrics;

import dev.adjoint.tensor.Tensor;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** A measure that follows from the confusion matrix, whose size the first batch tells. */
record ConfusionMetric(String name, ToDoubleFunction<ConfusionMatrix> measure)
    implements Metric<Tensor, int[]> {

  @Override
  public boolean isLargerBetter() {
    return true;
  }

  @Override
  public MetricState<Tensor, int[]> start() {
    return new State(name, measure);
  }

  private static final class State implements MetricState<Tensor, int[]> {
    private final String name;
    private final ToDoubleFunction<ConfusionMatrix> measure;
    private @Nullable ConfusionMatrix matrix;

    State(String name, ToDoubleFunction<ConfusionMatrix> measure) {
      this.name = name;
      this.measure = measure;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public void add(Tensor logits, int[] labels) {
      Checks.logits(name, logits, labels);
      if (labels.length > 0) {
        matrixOf(logits.dimension(1)).add(logits, labels);
      }
    }

    @Override
    public void merge(MetricState<Tensor, int[]> other) {
      ConfusionMatrix counts = Checks.same(State.class, this, other).matrix;
      if (counts != null) {
        matrixOf(counts.classes()).merge(counts);
      }
    }

    private ConfusionMatrix matrixOf(int classes) {
      ConfusionMatrix known = matrix;
      if (known == null) {
        known = new ConfusionMatrix(classes);
        matrix = known;
      }
      return known;
    }

    @Override
    public long count() {
      ConfusionMatrix known = matrix;
      return known == null ? 0 : known.total();
    }

    @Override
    public double value() {
      Checks.notEmpty(name, count());
      return measure.applyAsDouble(matrixOf(1));
    }
  }
}
