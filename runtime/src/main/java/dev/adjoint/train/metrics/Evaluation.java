package dev.adjoint.train.metrics;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Several metrics of the same predictions, computed batch by batch.
 *
 * @param <P> the predictions of a batch
 * @param <T> what is true of a batch
 */
public final class Evaluation<P, T> {
  private final List<MetricState<P, T>> states;

  /**
   * Starts the metrics.
   *
   * @throws IllegalArgumentException if two have the same name
   */
  public Evaluation(List<? extends Metric<P, T>> metrics) {
    this.states = metrics.stream().<MetricState<P, T>>map(Metric::start).toList();
    long names = states.stream().map(MetricState::name).distinct().count();
    if (names < states.size()) {
      throw new IllegalArgumentException(
          "metrics must have distinct names: " + states.stream().map(MetricState::name).toList());
    }
  }

  /** Adds a batch to all metrics. */
  public void add(P predictions, T truth) {
    states.forEach(state -> state.add(predictions, truth));
  }

  /**
   * Adds what another evaluation by the same metrics has seen.
   *
   * @throws IllegalArgumentException if its metrics are others
   */
  public void merge(Evaluation<P, T> other) {
    if (other.states.size() != states.size()) {
      throw new IllegalArgumentException(
          "an evaluation of %d metrics cannot be merged into one of %d"
              .formatted(other.states.size(), states.size()));
    }
    for (int i = 0; i < states.size(); i++) {
      states.get(i).merge(other.states.get(i));
    }
  }

  /**
   * The values by name, in the order of the metrics.
   *
   * @throws IllegalStateException if there is no example
   */
  public Map<String, Double> values() {
    Map<String, Double> values = new LinkedHashMap<>();
    states.forEach(state -> values.put(state.name(), state.value()));
    return Collections.unmodifiableMap(values);
  }
}
