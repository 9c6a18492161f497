package dev.adjoint.train.metrics;

import dev.adjoint.tensor.Tensor;

/** How often the label is among the classes of the largest logits. */
record TopAccuracy(int k) implements Metric<Tensor, int[]> {

  @Override
  public String name() {
    return "top-%d accuracy".formatted(k);
  }

  @Override
  public boolean isLargerBetter() {
    return true;
  }

  @Override
  public MetricState<Tensor, int[]> start() {
    return new State(name(), k);
  }

  private static final class State implements MetricState<Tensor, int[]> {
    private final String name;
    private final int k;
    private long right;
    private long count;

    State(String name, int k) {
      this.name = name;
      this.k = k;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public void add(Tensor logits, int[] labels) {
      Checks.logits(name, logits, labels);
      int classes = logits.dimension(1);
      if (k > classes) {
        throw new IllegalArgumentException(
            "%s: the logits have only %d classes".formatted(name, classes));
      }
      for (int i = 0; i < labels.length; i++) {
        right += rank(logits.array(), i * classes, classes, labels[i]) < k ? 1 : 0;
      }
      count += labels.length;
    }

    /** How many classes come before the label: of equal logits the first is the larger one. */
    private static int rank(float[] logits, int row, int classes, int label) {
      float mine = logits[row + label];
      int rank = 0;
      for (int c = 0; c < classes; c++) {
        float other = logits[row + c];
        rank += other > mine || (other == mine && c < label) ? 1 : 0;
      }
      return rank;
    }

    @Override
    public void merge(MetricState<Tensor, int[]> other) {
      State that = Checks.same(State.class, this, other);
      right += that.right;
      count += that.count;
    }

    @Override
    public long count() {
      return count;
    }

    @Override
    public double value() {
      Checks.notEmpty(name, count);
      return (double) right / count;
    }
  }
}
