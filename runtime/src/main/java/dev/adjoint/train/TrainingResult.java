package dev.adjoint.train;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What a training made.
 *
 * @param model the trained model, in memory of its own
 * @param epochs the history, an entry for each epoch
 * @param validations what was measured, in the order of time
 * @param stepLosses the loss of every batch that was learned from, before its update
 * @param time how long everything took, validation included; of a training that went on from a
 *     checkpoint, since then
 * @param stopReason why the training ended before its time, if it did
 * @param <M> the type of the model
 */
public record TrainingResult<M>(
    M model,
    List<EpochReport> epochs,
    List<Validation> validations,
    List<Double> stepLosses,
    Duration time,
    Optional<String> stopReason) {
  /** The mean loss of the last epoch; NaN where there was none. */
  public double loss() {
    return epochs.isEmpty() ? Double.NaN : epochs.get(epochs.size() - 1).loss();
  }

  /** The first of the last measures, if the training validates. */
  public OptionalDouble metric() {
    return last().values().stream().mapToDouble(Double::doubleValue).findFirst();
  }

  /**
   * The last measure of a name.
   *
   * @throws IllegalArgumentException if the training has no such metric
   */
  public double metric(String name) {
    @Nullable Double value = last().get(name);
    if (value == null) {
      throw new IllegalArgumentException("the training has not measured \"" + name + "\"");
    }
    return value;
  }

  private Map<String, Double> last() {
    return validations.isEmpty() ? Map.of() : validations.get(validations.size() - 1).metrics();
  }
}
