package dev.adjoint.train;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * One time through the data, or what a training did of it before its end.
 *
 * @param epoch the number of the epoch, from 1
 * @param batches how many batches were learned from, those that a callback vetoed not counted
 * @param loss the mean of the losses of its batches, each before the update; NaN if there were none
 * @param metrics the last measures of the epoch by name, in the order of the plan; empty where the
 *     training did not validate
 * @param time how long the steps took, without the validation
 * @param examplesPerSecond how many examples were learned from in a second
 */
public record EpochReport(
    int epoch,
    int batches,
    double loss,
    Map<String, Double> metrics,
    Duration time,
    double examplesPerSecond) {
  /** Copies the map, whose order stays. */
  public EpochReport {
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
  }

  /** The first of the measures, if the training validated. */
  public OptionalDouble metric() {
    return metrics.values().stream().mapToDouble(Double::doubleValue).findFirst();
  }

  /** How long a batch took on average; nothing if there were none. */
  public Duration timePerBatch() {
    return batches == 0 ? Duration.ZERO : time.dividedBy(batches);
  }
}
