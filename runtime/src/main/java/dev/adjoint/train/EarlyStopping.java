package dev.adjoint.train;

import dev.adjoint.Leaf;
import dev.adjoint.optim.Resumable;
import dev.adjoint.optim.SavedState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Stops a training when a measure gets no better, and gives back the best model if that is wanted:
 *
 * <pre>{@code
 * .callback(earlyStopping(e -> e.on("accuracy").maximize().patience(5).restoreBest()))
 * }</pre>
 *
 * <p>A measure that is NaN is no improvement.
 *
 * @param <M> the type of the model
 */
public final class EarlyStopping<M> implements TrainingCallback<M>, Resumable {
  private static final String BEST_MODEL = "best";

  private final Measure measure;
  private final int patience;
  private final boolean restoresBest;
  private double best;
  private int bad;
  private @Nullable M bestModel;
  private @Nullable TrainingState<M> training;

  private EarlyStopping(Builder settings) {
    this.measure = settings.measure;
    this.patience = settings.patience;
    this.restoresBest = settings.restoresBest;
    this.best = measure.worst();
  }

  /**
   * Early stopping in block style, for static import.
   *
   * @throws IllegalArgumentException if a setting is impossible; the training throws it at its
   *     start if it has no such measure
   */
  public static <M> EarlyStopping<M> earlyStopping(Consumer<Builder> settings) {
    Builder builder = new Builder();
    settings.accept(builder);
    return new EarlyStopping<>(builder);
  }

  /** The settings, each with a default. */
  public static final class Builder {
    private Measure measure = Measure.BY_LOSS;
    private int patience = 3;
    private boolean restoresBest;

    private Builder() {}

    /** The metric to watch; the mean loss of the epochs, {@code "loss"}, by default. */
    public Builder on(String name) {
      measure = measure.named(name);
      return this;
    }

    /** Greater is better; smaller is by default. */
    public Builder maximize() {
      measure = measure.maximized();
      return this;
    }

    /**
     * How many measures in a row may bring no improvement before the training stops; 3 by default,
     * and with 0 the first such measure stops it.
     *
     * @throws IllegalArgumentException if the number is negative
     */
    public Builder patience(int measures) {
      if (measures < 0) {
        throw new IllegalArgumentException("patience must be 0 or positive: " + measures);
      }
      patience = measures;
      return this;
    }

    /**
     * By how much a measure has to be better than the best one to be an improvement; 0 by default.
     *
     * @throws IllegalArgumentException if that is negative, infinite or no number
     */
    public Builder minimumChange(double change) {
      if (!(change >= 0 && change < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("minimumChange must be 0 or positive: " + change);
      }
      measure = measure.withMinimumChange(change);
      return this;
    }

    /** Lets the training give the model of the best measure, of which a copy is kept. */
    public Builder restoreBest() {
      restoresBest = true;
      return this;
    }
  }

  @Override
  public void onTrainingStart(TrainingState<M> state) {
    measure.requireKnown("earlyStopping", state.metrics());
    training = state;
    best = measure.worst();
    bad = 0;
    bestModel = null;
  }

  @Override
  public void onValidation(TrainingState<M> state, Validation validation) {
    measure.of(validation.metrics()).ifPresent(value -> observe(state, value));
  }

  @Override
  public void onEpochEnd(TrainingState<M> state, EpochReport report) {
    if (measure.isTrainingLoss(state.metrics())) {
      observe(state, report.loss());
    }
  }

  private void observe(TrainingState<M> state, double value) {
    if (measure.isBetter(value, best)) {
      best = value;
      bad = 0;
      bestModel = restoresBest ? state.tree().copy(state.result()) : null;
    } else if (++bad > patience) {
      state.stop(
          String.format(
              Locale.ROOT,
              "early stopping: %s no better than %.6g for %d measures",
              measure.name(),
              best,
              bad));
    }
  }

  @Override
  public M onTrainingEnd(TrainingState<M> state, M result) {
    return bestModel == null ? result : bestModel;
  }

  @Override
  public List<Leaf> state() {
    List<Leaf> leaves = new ArrayList<>();
    leaves.add(SavedState.scalar("value", best));
    leaves.add(SavedState.scalar("bad", bad));
    if (bestModel != null && training != null) {
      leaves.addAll(SavedState.prefixed(BEST_MODEL, training.tree().allLeaves(bestModel)));
    }
    return leaves;
  }

  /**
   * Goes on from what was remembered elsewhere.
   *
   * @throws IllegalStateException if the training did not start yet
   */
  @Override
  public void restore(List<? extends Leaf> saved) {
    if (training == null) {
      throw new IllegalStateException("early stopping restores a state in a training only");
    }
    List<Leaf> own = new ArrayList<>();
    own.add(SavedState.scalar("value", 0));
    own.add(SavedState.scalar("bad", 0));
    M model = null;
    if (saved.size() > own.size()) {
      model = training.tree().copy(training.model());
      List<Leaf> leaves = training.tree().allLeaves(model);
      own.addAll(SavedState.prefixed(BEST_MODEL, leaves));
      SavedState.copy(saved, own);
      model = training.tree().withAllLeaves(model, leaves);
    } else {
      SavedState.copy(saved, own);
    }
    best = own.get(0).get(0);
    bad = (int) own.get(1).get(0);
    bestModel = model;
  }
}
