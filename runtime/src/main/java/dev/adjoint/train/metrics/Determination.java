package dev.adjoint.train.metrics;

import dev.adjoint.tensor.Tensor;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The coefficient of determination R², the mean over the columns of {@code 1 - (sum of squared
 * errors) / (sum of squared deviations of the targets from their mean)}.
 */
record Determination() implements Metric<Tensor, Tensor> {

  @Override
  public String name() {
    return "R²";
  }

  @Override
  public boolean isLargerBetter() {
    return true;
  }

  @Override
  public MetricState<Tensor, Tensor> start() {
    return new State(name());
  }

  private static final class State implements MetricState<Tensor, Tensor> {
    private final String name;
    private Column[] columns = {};

    State(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public void add(Tensor predictions, Tensor targets) {
      long numbers = Numbers.count(name, predictions, targets);
      if (numbers == 0) {
        return;
      }
      int rows = targets.rank() == 0 ? 1 : targets.dimension(0);
      requireColumns((int) (numbers / rows));
      float[] p = predictions.array();
      float[] t = targets.array();
      for (int i = 0; i < t.length; i++) {
        columns[i % columns.length].add(p[i], t[i]);
      }
    }

    @Override
    public void merge(MetricState<Tensor, Tensor> other) {
      State that = Checks.same(State.class, this, other);
      if (that.columns.length > 0) {
        requireColumns(that.columns.length);
        IntStream.range(0, columns.length).forEach(i -> columns[i].merge(that.columns[i]));
      }
    }

    private void requireColumns(int count) {
      if (columns.length == 0) {
        columns = new Column[count];
        Arrays.setAll(columns, i -> new Column());
      } else if (columns.length != count) {
        throw new IllegalArgumentException(
            "%s: %d columns after %d columns".formatted(name, count, columns.length));
      }
    }

    @Override
    public long count() {
      return columns.length == 0 ? 0 : columns[0].count;
    }

    @Override
    public double value() {
      Checks.notEmpty(name, count());
      return Arrays.stream(columns).mapToDouble(Column::value).average().orElseThrow();
    }
  }

  /** Moments about the mean, updated and merged as by Chan, Golub and LeVeque (1979). */
  private static final class Column {
    private long count;
    private double mean;
    private double deviations;
    private double errors;

    void add(double prediction, double target) {
      count++;
      double fromOld = target - mean;
      mean += fromOld / count;
      deviations += fromOld * (target - mean);
      errors += (target - prediction) * (target - prediction);
    }

    void merge(Column other) {
      double apart = other.mean - mean;
      long both = count + other.count;
      double share = (double) other.count / both;
      deviations += other.deviations + apart * apart * count * share;
      mean += apart * share;
      errors += other.errors;
      count = both;
    }

    /** As scikit-learn: NaN for fewer than two examples, and no infinity for equal targets. */
    double value() {
      if (count < 2) {
        return Double.NaN;
      }
      if (deviations == 0) {
        return errors == 0 ? 1 : 0;
      }
      return 1 - errors / deviations;
    }
  }
}
