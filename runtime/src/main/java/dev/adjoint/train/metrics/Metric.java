package dev.adjoint.train.metrics;

/**
 * A measure of predictions against what is true. It is a recipe: {@link #start} makes a state that
 * adds up batches.
 *
 * @param <P> the predictions of a batch, such as logits
 * @param <T> what is true of a batch, such as labels
 */
public interface Metric<P, T> {
  /** What a person reads beside the value; it tells all settings. */
  String name();

  /** Whether a larger value is a better one. */
  boolean isLargerBetter();

  /** A state that has seen no data. */
  MetricState<P, T> start();

  /**
   * The measure of one batch.
   *
   * @throws IllegalArgumentException if predictions and truth do not fit
   * @throws IllegalStateException if the batch has no example
   */
  default double of(P predictions, T truth) {
    MetricState<P, T> state = start();
    state.add(predictions, truth);
    return state.value();
  }
}
