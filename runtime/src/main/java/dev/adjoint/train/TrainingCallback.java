package dev.adjoint.train;

import java.nio.file.Path;

/**
 * What is called at every point of a training. Each method does nothing by default. A callback can
 * look at the {@link TrainingState}, stop the training by {@link TrainingState#stop}, and veto a
 * step or a saving.
 *
 * <p>A callback that is {@link dev.adjoint.optim.Resumable} as well is part of training
 * checkpoints. What a callback throws ends the training and comes out of it.
 *
 * @param <M> the type of the model
 */
public interface TrainingCallback<M> extends AutoCloseable {
  /** The training begins, or goes on from a checkpoint; a callback forgets earlier trainings. */
  default void onTrainingStart(TrainingState<M> state) {}

  /** An epoch begins. */
  default void onEpochStart(TrainingState<M> state) {}

  /**
   * The gradient of a batch is there; it was neither clipped nor checked.
   *
   * @return whether to learn from it; a batch that is skipped counts neither for the mean loss nor
   *     for the gradient of a step
   */
  default boolean beforeStep(TrainingState<M> state) {
    return true;
  }

  /**
   * The training has learned from a batch. Where gradients are accumulated, this comes after each
   * batch, and {@link TrainingState#step} tells which step it was part of.
   */
  default void afterStep(TrainingState<M> state) {}

  /** The model was measured. */
  default void onValidation(TrainingState<M> state, Validation validation) {}

  /** An epoch has ended, after its validation; or what the training did of it before its end. */
  default void onEpochEnd(TrainingState<M> state, EpochReport report) {}

  /**
   * A training checkpoint is about to be written.
   *
   * @param file the file, which may exist
   * @return whether to write it
   */
  default boolean beforeSave(TrainingState<M> state, Path file) {
    return true;
  }

  /**
   * The training has ended.
   *
   * @param result what it gives: that of the callback before, or {@link TrainingState#result}
   * @return what it gives instead; the same by default
   */
  default M onTrainingEnd(TrainingState<M> state, M result) {
    return result;
  }

  /** The last call, also where the training failed: for files that have to be closed. */
  @Override
  default void close() {}
}
