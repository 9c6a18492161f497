package dev.adjoint.train;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** A number by which models are compared: the mean loss of an epoch, or a metric. */
record Measure(String name, boolean isMaximized, double minimumChange) {
  static final String LOSS = "loss";

  static final Measure BY_LOSS = new Measure(LOSS, false, 0);

  Measure named(String otherName) {
    return new Measure(otherName, isMaximized, minimumChange);
  }

  Measure maximized() {
    return new Measure(name, true, minimumChange);
  }

  Measure withMinimumChange(double change) {
    return new Measure(name, isMaximized, change);
  }

  /** Whether the measure is that of an epoch, and not of a validation. */
  boolean isTrainingLoss(List<String> metrics) {
    return name.equals(LOSS) && !metrics.contains(LOSS);
  }

  /**
   * Checks that there is such a measure.
   *
   * @throws IllegalArgumentException if not
   */
  void requireKnown(String user, List<String> metrics) {
    if (!name.equals(LOSS) && !metrics.contains(name)) {
      throw new IllegalArgumentException(
          "%s watches \"%s\", expected \"loss\" or a metric of the training: %s"
              .formatted(user, name, metrics));
    }
  }

  OptionalDouble of(Map<String, Double> metrics) {
    Double value = metrics.get(name);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  /** What everything but NaN is better than. */
  double worst() {
    return isMaximized ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
  }

  boolean isBetter(double value, double best) {
    return isMaximized ? value > best + minimumChange : value < best - minimumChange;
  }
}
