package dev.adjoint.train;

import java.util.Optional;

/**
 * When a training writes checkpoints, and which of them stay. A training that ends writes one in
 * any case.
 */
public final class CheckpointSettings {
  int epochs = 1;
  long steps;
  int kept = 3;
  Optional<Measure> best = Optional.empty();
  private boolean isMaximized;

  CheckpointSettings() {}

  /**
   * After how many epochs one is written; after each if nothing is set.
   *
   * @throws IllegalArgumentException if the number is not positive
   */
  public CheckpointSettings every(int value) {
    epochs = (int) TrainingPlan.positive("every", value);
    return this;
  }

  /**
   * After how many steps one is written, besides those after epochs.
   *
   * @throws IllegalArgumentException if the number is not positive
   */
  public CheckpointSettings everySteps(long value) {
    steps = TrainingPlan.positive("everySteps", value);
    return this;
  }

  /**
   * How many of the latest ones stay; 3 if not set.
   *
   * @throws IllegalArgumentException if the number is not positive
   */
  public CheckpointSettings keepLast(int value) {
    kept = (int) TrainingPlan.positive("keepLast", value);
    return this;
  }

  /**
   * Keeps the state of the best measure, too, as {@code best.safetensors}. It is the smallest one
   * unless {@link #maximize} is set.
   *
   * @param measure the name of a metric of the training, or {@code "loss"}, the mean loss of an
   *     epoch
   */
  public CheckpointSettings keepBest(String measure) {
    best = Optional.of(Measure.BY_LOSS.named(measure)).map(this::directed);
    return this;
  }

  /** Greater measures are better for {@link #keepBest}. */
  public CheckpointSettings maximize() {
    isMaximized = true;
    best = best.map(this::directed);
    return this;
  }

  private Measure directed(Measure measure) {
    return isMaximized ? measure.maximized() : measure;
  }

  boolean isDueAfterEpoch(int epoch) {
    return epoch % epochs == 0;
  }

  boolean isDueAfterStep(long step) {
    return steps > 0 && step % steps == 0;
  }
}
