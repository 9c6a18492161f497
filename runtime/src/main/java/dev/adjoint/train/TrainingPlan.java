package dev.adjoint.train;

import dev.adjoint.ParameterTree;
import dev.adjoint.ValueAndGradient;
import dev.adjoint.data.Batches;
import dev.adjoint.optim.GradientClipping;
import dev.adjoint.optim.Groups;
import dev.adjoint.optim.Optimizer;
import dev.adjoint.optim.Optimizers;
import dev.adjoint.optim.Schedule;
import dev.adjoint.optim.Schedules;
import java.io.PrintStream;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiFunction;
import java.util.function.Consumer;
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
  Groups groups = Groups.none();
  Schedule schedule = Schedules.constant();
  Optional<GradientClipping> clipping = Optional.empty();
  int accumulated = 1;
  OptionalDouble averageDecay = OptionalDouble.empty();
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

  /**
   * What is different for some of the parameters, such as {@code groups(g -> g.group("**.bias", s
   * -> s.weightDecay(0)))}; nothing if not set.
   *
   * @throws IllegalArgumentException if a setting is impossible; {@link #run} throws it if a
   *     pattern matches no parameter
   */
  public S groups(Consumer<Groups.Builder> settings) {
    groups = Groups.of(settings);
    return self();
  }

  /** Makes large gradients smaller before each step, such as {@code clip(byGlobalNorm(1))}. */
  public S clip(GradientClipping value) {
    clipping = Optional.of(value);
    return self();
  }

  /**
   * Makes a step with the mean gradient of several batches; the last step of an epoch takes the
   * batches that are left. A step for each batch if not set.
   *
   * @throws IllegalArgumentException if the number is not positive
   */
  public S accumulate(int batches) {
    if (batches <= 0) {
      throw new IllegalArgumentException("accumulate must be positive: " + batches);
    }
    accumulated = batches;
    return self();
  }

  /**
   * Follows the exponential moving average of the parameters. It is what the training validates and
   * returns.
   *
   * @param decay how much of the average stays at each step, such as 0.999
   * @throws IllegalArgumentException if the decay is negative, or not less than 1
   */
  public S averageWeights(double decay) {
    if (!(decay >= 0 && decay < 1)) {
      throw new IllegalArgumentException(
          "averageWeights must be at least 0 and less than 1: " + decay);
    }
    averageDecay = OptionalDouble.of(decay);
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
