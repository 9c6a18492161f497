package dev.adjoint.train;

import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What a training made.
 *
 * @param model the trained model, in memory of its own
 * @param epochs the history, an entry for each epoch
 * @param stepLosses the loss of every step, before its update
 * @param time how long everything took, validation included
 * @param <M> the type of the model
 */
public record TrainingResult<M>(
    M model, List<EpochReport> epochs, List<Double> stepLosses, Duration time) {
  /** The mean loss of the last epoch. */
  public double loss() {
    return last().loss();
  }

  /** The measure after the last epoch, if the training validates. */
  public OptionalDouble metric() {
    return last().metric();
  }

  private EpochReport last() {
    return epochs.get(epochs.size() - 1);
  }
}
