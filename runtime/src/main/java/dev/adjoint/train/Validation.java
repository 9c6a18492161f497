package dev.adjoint.train;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Measures of a model that a training took on its way.
 *
 * @param epoch the number of the epoch, from 1
 * @param step how many steps the training had gone through
 * @param metrics the measures by name, in the order of the plan
 */
public record Validation(int epoch, long step, Map<String, Double> metrics) {
  /** Copies the map, whose order stays. */
  public Validation {
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
  }
}
