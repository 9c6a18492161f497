package dev.adjoint.train;

import dev.adjoint.ParameterTree;
import dev.adjoint.ValueAndGradient;
import dev.adjoint.data.Batches;
import dev.adjoint.optim.Optimizer;
import dev.adjoint.optim.Optimizers;
import dev.adjoint.optim.Schedule;
import dev.adjoint.optim.Schedules;
import java.io.PrintStream;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a training, each with a default but the data.
 *
 * @param <M> the type of the model
 * @param <B> what one step is computed from
 * @param <S> the plan's own type, which the settings return
 */
public abstract sealed class TrainingPlan<M, B, S extends TrainingPlan<M, B, S>>
    permits TrainingPlan1, TrainingPlan2, TrainingPlan3 {
  final ParameterTree<M> tree;
  final M model;
  final BiFunction<M, B, ValueAndGradient<M>> loss;
  Optimizer optimizer = Optimizers.adam(a -> {});
  Schedule schedule = Schedules.constant();
  int epochs = 1;
  long seed;
  Optional<ToDoubleFunction<M>> metric = Optional.empty();
  Progress progress = Progress.silent();
  private @Nullable Batches<B> data;

  TrainingPlan(ParameterTree<M> tree, M model, BiFunction<M, B, ValueAndGradient<M>> loss) {
    this.tree = tree;
    this.model = model;
    this.loss = loss;
  }

  abstract S self();

  /** The optimizer; Adam with its defaults if not set. */
  public S optimizer(Optimizer value) {
    optimizer = value;
    return self();
  }

  /** How the learning rate changes; constant if not set. */
  public S schedule(Schedule value) {
    schedule = value;
    return self();
  }

  /** Where the batches come from. */
  public S data(Batches<B> value) {
    data = value;
    return self();
  }

  /**
   * How often to go through the data; once if not set.
   *
   * @throws IllegalArgumentException if the number is not positive
   */
  public S epochs(int value) {
    if (value <= 0) {
      throw new IllegalArgumentException("epochs must be positive: " + value);
    }
    epochs = value;
    return self();
  }

  /** What the order of the data depends on; 0 if not set. */
  public S seed(long value) {
    seed = value;
    return self();
  }

  /**
   * Shows progress on standard error: one line that is rewritten on a terminal, a line for each
   * epoch elsewhere.
   */
  public S progress() {
    return progress(System.err, Terminal.isAttached());
  }

  S progress(PrintStream out, boolean terminal) {
    progress = new Progress(out, terminal);
    return self();
  }

  S metric(ToDoubleFunction<M> value) {
    metric = Optional.of(value);
    return self();
  }

  /**
   * Trains a copy of the model; the model that was given stays as it is.
   *
   * @throws IllegalStateException if no data was set
   * @throws TrainingDivergedException if a loss is NaN or infinite
   */
  public TrainingResult<M> run() {
    Batches<B> batches = data;
    if (batches == null) {
      throw new IllegalStateException("a training needs data: call data(dataset.batches(64))");
    }
    return new TrainingLoop<>(this, batches).run();
  }
}
