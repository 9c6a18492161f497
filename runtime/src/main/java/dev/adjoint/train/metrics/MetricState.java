package dev.adjoint.train.metrics;

/**
 * What a metric remembers of the data so far. A state is for one thread; each thread adds to its
 * own, and the states are merged.
 *
 * @param <P> the predictions of a batch
 * @param <T> what is true of a batch
 */
public interface MetricState<P, T> {
  /** The name of the metric. */
  String name();

  /**
   * Adds a batch, which may be empty.
   *
   * @throws IllegalArgumentException if predictions and truth do not fit, or one of them is
   *     impossible; nothing of the batch is then added
   */
  void add(P predictions, T truth);

  /**
   * Adds what another state has seen, which stays as it is.
   *
   * @throws IllegalArgumentException if that is a state of another metric, or of another number of
   *     classes or columns
   */
  void merge(MetricState<P, T> other);

  /** How many examples were added. */
  long count();

  /**
   * The measure of all examples so far.
   *
   * @throws IllegalStateException if there is no example
   */
  double value();
}
