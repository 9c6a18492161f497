package dev.adjoint.train.metrics;

import static dev.adjoint.train.metrics.Metrics.accuracy;
import static dev.adjoint.train.metrics.Metrics.f1;
import static dev.adjoint.train.metrics.Metrics.meanAbsoluteError;
import static dev.adjoint.train.metrics.Metrics.meanLoss;
import static dev.adjoint.train.metrics.Metrics.meanSquaredError;
import static dev.adjoint.train.metrics.Metrics.meanTensorLoss;
import static dev.adjoint.train.metrics.Metrics.perplexity;
import static dev.adjoint.train.metrics.Metrics.precision;
import static dev.adjoint.train.metrics.Metrics.r2;
import static dev.adjoint.train.metrics.Metrics.recall;
import static dev.adjoint.train.metrics.Metrics.rocAuc;
import static dev.adjoint.train.metrics.Metrics.rootMeanSquaredError;
import static dev.adjoint.train.metrics.Metrics.topAccuracy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.Golden;
import dev.adjoint.tensor.Losses;
import dev.adjoint.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Metrics against scikit-learn, whatever the batches, added by one state or merged from several.
 */
class MetricsTest {
  private static final Map<String, double[]> GOLDEN = Golden.read("metrics.txt");
  private static final int ROWS = GOLDEN.get("labels").length;
  private static final Tensor LOGITS = tensor("logits");
  private static final int[] LABELS = ints("labels");

  private static Tensor tensor(String key) {
    double[] numbers = GOLDEN.get(key);
    float[] floats = new float[numbers.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) numbers[i];
    }
    return Tensor.wrap(floats, ROWS, floats.length / ROWS);
  }

  private static int[] ints(String key) {
    return Arrays.stream(GOLDEN.get(key)).mapToInt(number -> (int) number).toArray();
  }

  private static Tensor rows(Tensor all, int from, int to) {
    int width = all.dimension(1);
    return Tensor.wrap(Arrays.copyOfRange(all.array(), from * width, to * width), to - from, width);
  }

  static Stream<Arguments> classMetrics() {
    return Stream.of(
        Arguments.of(accuracy(), "accuracy", 0),
        Arguments.of(precision(Average.MACRO), "macro precision", 0),
        Arguments.of(precision(Average.MICRO), "micro precision", 0),
        Arguments.of(precision(Average.WEIGHTED), "weighted precision", 0),
        Arguments.of(recall(Average.MACRO), "macro recall", 0),
        Arguments.of(recall(Average.MICRO), "micro recall", 0),
        Arguments.of(recall(Average.WEIGHTED), "weighted recall", 0),
        Arguments.of(f1(Average.MACRO), "macro f1", 0),
        Arguments.of(f1(Average.MICRO), "micro f1", 0),
        Arguments.of(f1(Average.WEIGHTED), "weighted f1", 0),
        Arguments.of(precision(1), "precision", 1),
        Arguments.of(precision(5), "precision", 5),
        Arguments.of(recall(4), "recall", 4),
        Arguments.of(f1(3), "f1", 3),
        Arguments.of(topAccuracy(1), "top 1", 0),
        Arguments.of(topAccuracy(2), "top 2", 0),
        Arguments.of(topAccuracy(3), "top 3", 0),
        Arguments.of(topAccuracy(6), "top 6", 0),
        Arguments.of(perplexity(), "perplexity", 0),
        Arguments.of(perplexity(2), "perplexity without 2", 0));
  }

  @ParameterizedTest
  @MethodSource("classMetrics")
  void metricsOfClassesAreThoseOfScikitLearn(
      Metric<Tensor, int[]> metric, String key, int position) {
    check(
        metric,
        GOLDEN.get(key)[position],
        batch -> rows(LOGITS, batch, batch + 1),
        batch -> new int[] {LABELS[batch]});
    assertThat(metric.of(LOGITS, LABELS)).isCloseTo(GOLDEN.get(key)[position], within(1e-12));
  }

  static Stream<Arguments> numberMetrics() {
    return Stream.of(
        Arguments.of(meanAbsoluteError(), "mae"),
        Arguments.of(meanSquaredError(), "mse"),
        Arguments.of(rootMeanSquaredError(), "rmse"),
        Arguments.of(r2(), "r2"));
  }

  @ParameterizedTest
  @MethodSource("numberMetrics")
  void metricsOfNumbersAreThoseOfScikitLearn(Metric<Tensor, Tensor> metric, String key) {
    Tensor predicted = tensor("predicted");
    Tensor targets = tensor("targets");
    double expected = GOLDEN.get(key)[0];
    check(
        metric,
        expected,
        batch -> rows(predicted, batch, batch + 1),
        batch -> rows(targets, batch, batch + 1));
    assertThat(metric.of(predicted, targets)).isCloseTo(expected, within(1e-12));
  }

  @Test
  void theAreaUnderTheCurveIsExactWithTies() {
    Tensor scores = tensor("scores");
    int[] truth = ints("truth");
    check(
        rocAuc(),
        GOLDEN.get("auc")[0],
        batch -> rows(scores, batch, batch + 1),
        batch -> new int[] {truth[batch]});
    Tensor logits = Tensor.zeros(ROWS, 2);
    for (int i = 0; i < ROWS; i++) {
      logits.array()[2 * i] = 3 - scores.array()[i];
      logits.array()[2 * i + 1] = 3;
    }
    assertThat(rocAuc().of(logits, truth)).isEqualTo(rocAuc().of(scores, truth));
    assertThat(rocAuc().of(scores.reshape(ROWS), truth)).isEqualTo(rocAuc().of(scores, truth));
    Tensor zeros = Tensor.vector(0f, -0f, 0f);
    assertThat(rocAuc().of(zeros, new int[] {1, 0, 0})).isEqualTo(0.5);
  }

  @Test
  void theConfusionMatrixIsThatOfScikitLearn() {
    ConfusionMatrix matrix = new ConfusionMatrix(6);
    matrix.add(LOGITS, LABELS);
    ConfusionMatrix twice = new ConfusionMatrix(6);
    twice.merge(matrix);
    twice.merge(matrix);
    for (int i = 0; i < 36; i++) {
      long expected = (long) GOLDEN.get("confusion")[i];
      assertThat(matrix.count(i / 6, i % 6)).isEqualTo(expected);
      assertThat(twice.count(i / 6, i % 6)).isEqualTo(2 * expected);
    }
    for (int c = 0; c < 6; c++) {
      assertThat(matrix.precision(c)).isCloseTo(GOLDEN.get("precision")[c], within(1e-15));
      assertThat(matrix.recall(c)).isCloseTo(GOLDEN.get("recall")[c], within(1e-15));
      assertThat(matrix.f1(c)).isCloseTo(GOLDEN.get("f1")[c], within(1e-15));
    }
  }

  @Test
  void equalTargetsAndTooFewAreAsInScikitLearn() {
    double[] expected = GOLDEN.get("r2 of equal targets");
    Tensor targets = Tensor.vector(2, 2, 2);
    assertThat(r2().of(targets, targets)).isEqualTo(expected[0]);
    assertThat(r2().of(Tensor.vector(2, 2, 3), targets)).isEqualTo(expected[1]);
    assertThat(r2().of(Tensor.vector(2), Tensor.vector(2))).isNaN();
    assertThat(rocAuc().of(targets, new int[] {1, 1, 1})).isNaN();
  }

  @Test
  void aMeanLossCountsRows() {
    MetricState<Tensor, int[]> loss = meanLoss(Losses::crossEntropy).start();
    for (int from = 0; from < ROWS; from += 10) {
      int to = Math.min(ROWS, from + 10);
      loss.add(rows(LOGITS, from, to), Arrays.copyOfRange(LABELS, from, to));
    }
    assertThat(Math.exp(loss.value())).isCloseTo(GOLDEN.get("perplexity")[0], within(1e-5));
    Tensor predicted = tensor("predicted");
    Tensor targets = tensor("targets");
    double mse = meanTensorLoss(Losses::meanSquaredError).of(predicted, targets);
    assertThat(mse).isCloseTo(GOLDEN.get("mse")[0], within(1e-6));
  }

  /** Adds one row after another to one state, and to five that are merged backwards. */
  private static <P, T> void check(
      Metric<P, T> metric, double expected, IntFunction<P> predictions, IntFunction<T> truth) {
    MetricState<P, T> one = metric.start();
    List<MetricState<P, T>> parts = Stream.generate(metric::start).limit(5).toList();
    for (int i = 0; i < ROWS; i++) {
      one.add(predictions.apply(i), truth.apply(i));
      parts.get(i * i % 5).add(predictions.apply(i), truth.apply(i));
    }
    MetricState<P, T> merged = metric.start();
    for (int i = 4; i >= 0; i--) {
      merged.merge(parts.get(i));
    }
    double tolerance = 1e-12 * Math.max(1, Math.abs(expected));
    assertThat(one.value()).as(metric.name()).isCloseTo(expected, within(tolerance));
    assertThat(merged.value()).as(metric.name()).isCloseTo(expected, within(tolerance));
    assertThat(merged.count()).isEqualTo(one.count());
  }
}
