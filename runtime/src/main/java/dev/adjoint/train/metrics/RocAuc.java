package dev.adjoint.train.metrics;

import dev.adjoint.tensor.ShapeException;
import dev.adjoint.tensor.Tensor;
import java.util.Arrays;

/**
 * The area under the ROC curve: the chance that an example of class 1 has a larger score than one
 * of class 0, where equal scores count half. It is the statistic of Mann and Whitney (1947) over
 * the product of the numbers of examples, and exact.
 */
record RocAuc() implements Metric<Tensor, int[]> {

  @Override
  public String name() {
    return "ROC AUC";
  }

  @Override
  public boolean isLargerBetter() {
    return true;
  }

  @Override
  public MetricState<Tensor, int[]> start() {
    return new State(name());
  }

  /** Keeps the scores of each class, since a rank is known only when all scores are. */
  private static final class State implements MetricState<Tensor, int[]> {
    private final String name;
    private final Scores negative = new Scores();
    private final Scores positive = new Scores();

    State(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public void add(Tensor scores, int[] labels) {
      int rank = scores.rank();
      int columns = rank == 1 ? 1 : rank == 2 ? scores.dimension(1) : 0;
      if (columns != 1 && columns != 2 || scores.dimension(0) != labels.length) {
        throw new ShapeException(
            "%s: scores [%d], [%d, 1] or [%d, 2] expected for %d labels: %s"
                .formatted(
                    name,
                    labels.length,
                    labels.length,
                    labels.length,
                    labels.length,
                    Arrays.toString(scores.shape())));
      }
      Checks.labels(name, "label", labels, 2);
      Checks.numbers(name, "scores", scores);
      double[] differences = scores(scores.array(), columns);
      for (int i = 0; i < labels.length; i++) {
        (labels[i] == 1 ? positive : negative).add(differences[i]);
      }
    }

    private double[] scores(float[] array, int columns) {
      double[] scores = new double[array.length / columns];
      for (int i = 0; i < scores.length; i++) {
        scores[i] = columns == 1 ? array[i] : (double) array[2 * i + 1] - array[2 * i];
        if (Double.isNaN(scores[i])) {
          throw new IllegalArgumentException(
              "%s: the logits of example %d are both %s".formatted(name, i, array[2 * i]));
        }
      }
      return scores;
    }

    @Override
    public void merge(MetricState<Tensor, int[]> other) {
      State that = Checks.same(State.class, this, other);
      negative.addAll(that.negative);
      positive.addAll(that.positive);
    }

    @Override
    public long count() {
      return (long) negative.size + positive.size;
    }

    @Override
    public double value() {
      Checks.notEmpty(name, count());
      if (negative.size == 0 || positive.size == 0) {
        return Double.NaN;
      }
      double[] low = negative.sorted();
      double[] high = positive.sorted();
      // Twice the number of pairs in order, so that ties stay whole numbers.
      long pairs = 0;
      int smaller = 0;
      int notLarger = 0;
      for (double score : high) {
        while (smaller < low.length && low[smaller] < score) {
          smaller++;
        }
        while (notLarger < low.length && low[notLarger] <= score) {
          notLarger++;
        }
        pairs += smaller + notLarger;
      }
      return pairs / (2.0 * low.length * high.length);
    }
  }

  /** Numbers, as many as come. */
  private static final class Scores {
    private double[] values = new double[64];
    private int size;

    void add(double value) {
      if (size == values.length) {
        values = Arrays.copyOf(values, Math.multiplyExact(size, 2));
      }
      values[size++] = value;
    }

    void addAll(Scores other) {
      int count = other.size;
      for (int i = 0; i < count; i++) {
        add(other.values[i]);
      }
    }

    /** Sorted with equal zeros, which an array's own order tells apart. */
    double[] sorted() {
      double[] sorted = new double[size];
      Arrays.setAll(sorted, i -> values[i] + 0.0);
      Arrays.sort(sorted);
      return sorted;
    }
  }
}
