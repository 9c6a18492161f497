package dev.adjoint.train;

import dev.adjoint.Leaf;
import dev.adjoint.optim.Resumable;
import dev.adjoint.optim.SavedState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The callbacks of a training, called one after the other in the order of the plan. */
final class Callbacks<M> implements TrainingCallback<M>, Resumable {
  private final List<TrainingCallback<M>> all;

  Callbacks(List<TrainingCallback<M>> all) {
    this.all = List.copyOf(all);
  }

  @Override
  public void onTrainingStart(TrainingState<M> state) {
    all.forEach(callback -> callback.onTrainingStart(state));
  }

  @Override
  public void onEpochStart(TrainingState<M> state) {
    all.forEach(callback -> callback.onEpochStart(state));
  }

  /** Asks all of them, so that what each of them sees depends on none of the others. */
  @Override
  public boolean beforeStep(TrainingState<M> state) {
    boolean isWanted = true;
    for (TrainingCallback<M> callback : all) {
      isWanted &= callback.beforeStep(state);
    }
    return isWanted;
  }

  @Override
  public void afterStep(TrainingState<M> state) {
    all.forEach(callback -> callback.afterStep(state));
  }

  @Override
  public void onValidation(TrainingState<M> state, Validation validation) {
    all.forEach(callback -> callback.onValidation(state, validation));
  }

  @Override
  public void onEpochEnd(TrainingState<M> state, EpochReport report) {
    all.forEach(callback -> callback.onEpochEnd(state, report));
  }

  @Override
  public boolean beforeSave(TrainingState<M> state, Path file) {
    boolean isWanted = true;
    for (TrainingCallback<M> callback : all) {
      isWanted &= callback.beforeSave(state, file);
    }
    return isWanted;
  }

  @Override
  public M onTrainingEnd(TrainingState<M> state, M result) {
    M given = result;
    for (TrainingCallback<M> callback : all) {
      given = callback.onTrainingEnd(state, given);
    }
    return given;
  }

  /** Closes all of them, whatever one of them throws. */
  @Override
  public void close() {
    RuntimeException failure = null;
    for (TrainingCallback<M> callback : all) {
      try {
        callback.close();
      } catch (RuntimeException e) {
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  /** Of those that remember something, each by its number. */
  @Override
  public List<Leaf> state() {
    List<Leaf> leaves = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i) instanceof Resumable resumable) {
        leaves.addAll(SavedState.prefixed(Integer.toString(i), resumable.state()));
      }
    }
    return leaves;
  }

  @Override
  public void restore(List<? extends Leaf> saved) {
    int restored = 0;
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i) instanceof Resumable resumable) {
        List<Leaf> own = SavedState.below(Integer.toString(i), saved);
        resumable.restore(own);
        restored += own.size();
      }
    }
    if (restored < saved.size()) {
      throw new IllegalArgumentException(
          "the saved state has %d leaves of callbacks, those of the training take %d"
              .formatted(saved.size(), restored));
    }
  }
}
