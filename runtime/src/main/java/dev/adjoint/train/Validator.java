package dev.adjoint.train;

import dev.adjoint.data.Examples;
import dev.adjoint.kernel.Workers;
import dev.adjoint.train.metrics.Evaluation;
import dev.adjoint.train.metrics.Metric;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a training is measured by, on which data, and when.
 *
 * @param <M> the type of the model
 * @param <B> the data, as one batch
 */
final class Validator<M, B> {
  private static final int DEFAULT_BATCH = 1000;

  private final Function<B, Examples<B, ?>> examples;
  private final List<String> names = new ArrayList<>();
  private final List<BiFunction<M, B, Map<String, Double>>> measures = new ArrayList<>();
  private int batch = DEFAULT_BATCH;
  private int epochs = 1;
  private long steps;
  private boolean isParallel;
  private @Nullable B data;

  Validator(Function<B, Examples<B, ?>> examples) {
    this.examples = examples;
  }

  void data(B value) {
    data = value;
  }

  void everyEpochs(int value) {
    epochs = value;
  }

  void everySteps(long value) {
    steps = value;
  }

  void batch(int value) {
    batch = value;
  }

  /** Whether predictions are made by several threads. */
  void parallel(boolean value) {
    isParallel = value;
  }

  /** Measures all of the data at once. */
  void add(String name, ToDoubleBiFunction<M, B> metric) {
    addName(name);
    measures.add((model, all) -> Map.of(name, metric.applyAsDouble(model, all)));
  }

  /** Measures predictions, which are made batch by batch. */
  <P, T> void add(
      BiFunction<M, B, P> predictions, Function<B, T> truth, List<Metric<P, T>> metrics) {
    if (metrics.isEmpty()) {
      throw new IllegalArgumentException("metrics must have at least one metric: []");
    }
    metrics.forEach(metric -> addName(metric.name()));
    measures.add((model, all) -> evaluate(model, all, predictions, truth, metrics));
  }

  private void addName(String name) {
    if (name.isBlank() || !name.equals(name.strip()) || name.contains(",")) {
      throw new IllegalArgumentException(
          "the name of a metric must not be blank, nor have blanks around it or a comma: \"%s\""
              .formatted(name));
    }
    if (names.contains(name)) {
      throw new IllegalArgumentException("the training has the metric \"" + name + "\" twice");
    }
    names.add(name);
  }

  /**
   * Batches are merged in their order, so that the number of threads changes no bit.
   *
   * @throws IllegalArgumentException if examples cannot be taken out of the data
   */
  private <P, T> Map<String, Double> evaluate(
      M model,
      B data,
      BiFunction<M, B, P> predictions,
      Function<B, T> truth,
      List<Metric<P, T>> metrics) {
    Examples<B, ?> all = examples.apply(data);
    int count = Math.max(1, (all.size() + batch - 1) / batch);
    List<Evaluation<P, T>> parts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      parts.add(new Evaluation<>(metrics));
    }
    run(
        count,
        part -> {
          int from = part * batch;
          int to = Math.min(from + batch, all.size());
          B some = count == 1 ? data : all.select(IntStream.range(from, to).toArray()).all();
          parts.get(part).add(predictions.apply(model, some), truth.apply(some));
        });
    Evaluation<P, T> whole = parts.get(0);
    parts.subList(1, count).forEach(whole::merge);
    return whole.values();
  }

  private void run(int count, IntConsumer part) {
    if (isParallel) {
      Workers.shared().run(count, part);
    } else {
      IntStream.range(0, count).forEach(part);
    }
  }

  List<String> names() {
    return List.copyOf(names);
  }

  /**
   * Checks that there are both metrics and data, or neither.
   *
   * @throws IllegalStateException if not
   */
  void requireComplete() {
    if ((data == null) != names.isEmpty()) {
      throw new IllegalStateException(
          data == null
              ? "the metrics %s need data: call validate(dataset)".formatted(names)
              : "validate(dataset) needs something to measure: call metric(name, metric)");
    }
  }

  /** The measures of a model by name, in the order of the plan. */
  Map<String, Double> measure(M model) {
    B all = data;
    Map<String, Double> values = new LinkedHashMap<>();
    if (all != null) {
      measures.forEach(measure -> values.putAll(measure.apply(model, all)));
    }
    return values;
  }

  boolean isDueAfterEpoch(int number) {
    return steps == 0 && number % epochs == 0;
  }

  boolean isDueAfterStep(long number) {
    return steps > 0 && number % steps == 0;
  }
}
