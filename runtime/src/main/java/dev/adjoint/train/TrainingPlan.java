package dev.adjoint.train;

import dev.adjoint.ParameterTree;
import dev.adjoint.ValueAndGradient;
import dev.adjoint.data.Batches;
import dev.adjoint.data.Examples;
import dev.adjoint.internal.Terminal;
import dev.adjoint.optim.GradientClipping;
import dev.adjoint.optim.Groups;
import dev.adjoint.optim.Optimizer;
import dev.adjoint.optim.Optimizers;
import dev.adjoint.optim.Schedule;
import dev.adjoint.optim.Schedules;
import dev.adjoint.random.RandomSource;
import dev.adjoint.train.metrics.Metric;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToDoubleBiFunction;
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
  /** Enough for the cores of common machines, and so few that shards stay large. */
  private static final int DEFAULT_SHARDS = 8;

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
  OptionalLong steps = OptionalLong.empty();
  long seed;
  FiniteCheck check = FiniteCheck.LOSS;
  int shards = 1;
  final Map<String, RandomSource> randomSources = new LinkedHashMap<>();
  final CheckpointPlan checkpoints = new CheckpointPlan();
  final Validator<M, B> validator = new Validator<>(this::examples);
  private int threads;
  private final List<TrainingCallback<M>> callbacks = new ArrayList<>();
  private Optional<Progress<M>> progress = Optional.empty();
  private @Nullable Batches<B> data;

  TrainingPlan(ParameterTree<M> tree, M model, BiFunction<M, B, ValueAndGradient<M>> loss) {
    this.tree = tree;
    this.model = model;
    this.loss = loss;
  }

  abstract S self();

  /** The examples of a batch, of which some can be taken. */
  abstract Examples<B, ?> examples(B batch);

  static long positive(String name, long value) {
    if (value <= 0) {
      throw new IllegalArgumentException(name + " must be positive: " + value);
    }
    return value;
  }

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
    accumulated = (int) positive("accumulate", batches);
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
   * How often to go through the data; once if neither this nor {@link #steps} is set.
   *
   * @throws IllegalArgumentException if the number is not positive
   */
  public S epochs(int value) {
    epochs = (int) positive("epochs", value);
    steps = OptionalLong.empty();
    return self();
  }

  /**
   * How many steps of the optimizer to make, in place of a number of epochs. The last epoch need
   * not be whole.
   *
   * @throws IllegalArgumentException if the number is not positive
   */
  public S steps(long value) {
    steps = OptionalLong.of(positive("steps", value));
    return self();
  }

  /** What the order of the data depends on; 0 if not set. */
  public S seed(long value) {
    seed = value;
    return self();
  }

  /**
   * Measures the model after so many epochs, and at the end; after each epoch if not set.
   *
   * @throws IllegalArgumentException if the number is not positive
   */
  public S validateEvery(int value) {
    validator.everyEpochs((int) positive("validateEvery", value));
    return self();
  }

  /**
   * Measures the model after so many steps of the optimizer, and at the end, in place of after
   * epochs.
   *
   * @throws IllegalArgumentException if the number is not positive
   */
  public S validateEverySteps(long value) {
    validator.everySteps(positive("validateEverySteps", value));
    return self();
  }

  /**
   * Measures predictions by metrics of {@link dev.adjoint.train.metrics.Metrics}, which are added
   * up batch by batch and merged; with {@link #shards}, by several threads, with the same result.
   *
   * @param predictions what the model makes of a batch
   * @param truth what the metrics compare that with
   * @throws IllegalArgumentException if there is no metric, or another of its name
   */
  public <P, T> S metrics(
      BiFunction<M, B, P> predictions, Function<B, T> truth, List<Metric<P, T>> metrics) {
    validator.add(predictions, truth, metrics);
    return self();
  }

  /**
   * How many examples {@code metrics} make predictions of at a time; 1,000 if not set. It bounds
   * the memory that a validation takes.
   *
   * @throws IllegalArgumentException if the number is not positive
   */
  public S validationBatch(int examples) {
    validator.batch((int) positive("validationBatch", examples));
    return self();
  }

  /**
   * What is checked to be finite at each step; the losses if not set. The parameters are checked at
   * the end of each epoch in any case.
   */
  public S checkFinite(FiniteCheck value) {
    check = value;
    return self();
  }

  /** Has something called at every point of the training, after those that were given before. */
  public S callback(TrainingCallback<M> value) {
    callbacks.add(value);
    return self();
  }

  /** Computes the gradient of each batch from 8 shards of it, on all cores; see {@link #shards}. */
  public S dataParallel() {
    return shards(DEFAULT_SHARDS);
  }

  /**
   * Computes the gradient of each batch from a fixed number of shards of it, on all cores. The loss
   * has to be a mean over the examples: the result is the mean over the shards, weighted by their
   * sizes, and added up in a fixed order, so that it does not depend on the number of threads, bit
   * for bit. It differs in rounding from that of the whole batch.
   *
   * <p>The loss is called by several threads at once. A batch has tensors, whose first axis counts
   * the examples, {@code int[]}, {@code double[]}, {@code int[][]} or lists.
   *
   * @throws IllegalArgumentException if the number is not positive
   */
  public S shards(int count) {
    shards = (int) positive("shards", count);
    return self();
  }

  /**
   * How many threads compute shards; as many as tensor operations have if not set.
   *
   * @throws IllegalArgumentException if the number is not positive
   */
  public S threads(int count) {
    threads = (int) positive("threads", count);
    return self();
  }

  /**
   * Makes a random source that the loss or the data draw from part of training checkpoints. When
   * the training goes on from one, the source goes on from where it stood.
   *
   * @throws IllegalArgumentException if there is another source of this name
   */
  public S randomSource(String name, RandomSource source) {
    if (randomSources.putIfAbsent(name, source) != null) {
      throw new IllegalArgumentException("randomSource has \"" + name + "\" twice");
    }
    return self();
  }

  /**
   * Writes training checkpoints: {@code checkpoint(path, c -> c.every(1).keepLast(3))}.
   *
   * @param directory where the files go; it is made if it does not exist
   * @throws IllegalArgumentException if a setting is impossible
   */
  public S checkpoint(Path directory, Consumer<CheckpointSettings> settings) {
    checkpoints.write(directory, settings);
    return self();
  }

  /**
   * Goes on from a training checkpoint, as if the training had never ended, bit for bit.
   *
   * @param path a file, or a directory of {@link #checkpoint}, whose latest one is taken
   */
  public S resume(Path path) {
    checkpoints.resume(path, false);
    return self();
  }

  /**
   * Goes on from the latest training checkpoint of a directory, and begins anew where there is
   * none: for a training that is started again by the same command until it is complete.
   */
  public S resumeIfPresent(Path directory) {
    checkpoints.resume(directory, true);
    return self();
  }

  /**
   * Shows progress on standard error: one line that is rewritten on a terminal, a line for each
   * epoch elsewhere.
   */
  public S progress() {
    return progress(System.err, Terminal.isAttached());
  }

  /** Shows progress as a line for each epoch. */
  public S progress(PrintStream out) {
    return progress(out, false);
  }

  /** Shows no progress, as a plan does at first. */
  public S silent() {
    progress = Optional.empty();
    return self();
  }

  S progress(PrintStream out, boolean terminal) {
    progress = Optional.of(new Progress<>(out, terminal));
    return self();
  }

  S validation(B examples) {
    validator.data(examples);
    return self();
  }

  S addMetric(String name, ToDoubleBiFunction<M, B> metric) {
    validator.add(name, metric);
    return self();
  }

  /** Progress comes last, so that it shows what the others did. */
  List<TrainingCallback<M>> allCallbacks() {
    List<TrainingCallback<M>> all = new ArrayList<>(callbacks);
    progress.ifPresent(all::add);
    return all;
  }

  /**
   * Trains a copy of the model; the model that was given stays as it is.
   *
   * @throws IllegalStateException if no data was set, if metrics and validation data are not there
   *     together, or if checkpoints of another training are in the way
   * @throws IllegalArgumentException if settings do not go together, such as a pattern of a group
   *     that matches no parameter
   * @throws TrainingDivergedException if a loss, a gradient or a parameter is NaN or infinite
   * @throws UncheckedIOException if a training checkpoint cannot be read or written; the message
   *     names the file and the reason
   */
  public TrainingResult<M> run() {
    Batches<B> batches = data;
    if (batches == null) {
      throw new IllegalStateException("a training needs data: call data(dataset.batches(64))");
    }
    validator.requireComplete();
    validator.parallel(shards > 1);
    if (shards == 1) {
      return new TrainingLoop<>(this, batches, loss).run();
    }
    try (Shards<M, B> parallel = new Shards<>(loss, this::examples, tree, model, shards, threads)) {
      return new TrainingLoop<>(this, batches, parallel).run();
    }
  }
}
