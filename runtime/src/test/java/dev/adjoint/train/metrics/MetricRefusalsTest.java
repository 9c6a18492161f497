package dev.adjoint.train.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.adjoint.tensor.ShapeException;
import dev.adjoint.tensor.Tensor;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MetricRefusalsTest {
  private static final Tensor LOGITS = Tensor.of(new float[][] {{0, 1, 2}, {2, 1, 0}});

  static Stream<Metric<Tensor, int[]>> ofLogits() {
    return Stream.of(
        Metrics.accuracy(),
        Metrics.f1(Average.MACRO),
        Metrics.topAccuracy(2),
        Metrics.perplexity(),
        Metrics.perplexity(1));
  }

  @ParameterizedTest
  @MethodSource("ofLogits")
  void impossibleBatchesAreRefusedAndLeaveNothing(Metric<Tensor, int[]> metric) {
    MetricState<Tensor, int[]> state = metric.start();
    assertThatThrownBy(state::value)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith(metric.name() + " of no example");
    assertThatThrownBy(() -> state.add(LOGITS, new int[] {0, 3}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(metric.name() + ": label 3 of example 1 is not from 0 to 2");
    assertThatThrownBy(() -> state.add(LOGITS, new int[] {-1, 0}))
        .hasMessage(metric.name() + ": label -1 of example 0 is not from 0 to 2");
    assertThatThrownBy(() -> state.add(LOGITS, new int[] {0}))
        .isInstanceOf(ShapeException.class)
        .hasMessage(metric.name() + ": 1 labels for logits [2, 3]");
    assertThatThrownBy(() -> state.add(Tensor.vector(1, 2), new int[] {0, 1}))
        .isInstanceOf(ShapeException.class)
        .hasMessage(metric.name() + ": logits [n, c] expected: [2]");
    Tensor nan = Tensor.of(new float[][] {{0, 1, 2}, {0, Float.NaN, 0}});
    assertThatThrownBy(() -> state.add(nan, new int[] {0, 1}))
        .hasMessage(metric.name() + ": element 4 of the logits [2, 3] is NaN");
    assertThat(state.count()).isZero();
    state.add(Tensor.zeros(0, 3), new int[0]);
    assertThat(state.count()).isZero();
  }

  @Test
  void settingsAreRefusedByNameAndValue() {
    assertThatThrownBy(() -> Metrics.topAccuracy(0)).hasMessage("k must be positive: 0");
    assertThatThrownBy(() -> Metrics.precision(-2)).hasMessage("a class must be 0 or positive: -2");
    assertThatThrownBy(() -> new ConfusionMatrix(0)).hasMessage("classes must be positive: 0");
    assertThatThrownBy(() -> Metrics.topAccuracy(4).of(LOGITS, new int[] {0, 0}))
        .hasMessage("top-4 accuracy: the logits have only 3 classes");
    assertThatThrownBy(() -> Metrics.recall(3).of(LOGITS, new int[] {0, 0}))
        .hasMessage("no class 3 in a confusion matrix of 3 classes");
    assertThatThrownBy(() -> new Mean().add(1, -1))
        .hasMessage("examples must be 0 or positive: -1");
  }

  @Test
  void statesOfOtherMetricsAndClassesAreNotMerged() {
    MetricState<Tensor, int[]> state = Metrics.accuracy().start();
    assertThatThrownBy(() -> state.merge(Metrics.f1(Average.MICRO).start()))
        .hasMessage("a state of micro F1 cannot be merged into one of accuracy");
    assertThatThrownBy(() -> state.merge(Metrics.topAccuracy(1).start()))
        .hasMessage("a state of top-1 accuracy cannot be merged into one of accuracy");
    state.add(LOGITS, new int[] {0, 1});
    MetricState<Tensor, int[]> other = Metrics.accuracy().start();
    other.add(Tensor.zeros(1, 2), new int[] {0});
    assertThatThrownBy(() -> state.merge(other))
        .hasMessage("a confusion matrix of 2 classes cannot be merged into one of 3");
    assertThatThrownBy(() -> state.add(Tensor.zeros(1, 2), new int[] {0}))
        .hasMessage("confusion matrix of 3 classes: logits [1, 2]");
  }

  @Test
  void scoresAndNumbersOfOtherShapesAreRefused() {
    MetricState<Tensor, int[]> auc = Metrics.rocAuc().start();
    assertThatThrownBy(() -> auc.add(LOGITS, new int[] {0, 1}))
        .isInstanceOf(ShapeException.class)
        .hasMessage("ROC AUC: scores [2], [2, 1] or [2, 2] expected for 2 labels: [2, 3]");
    assertThatThrownBy(() -> auc.add(Tensor.vector(1, 2), new int[] {0, 2}))
        .hasMessage("ROC AUC: label 2 of example 1 is not from 0 to 1");
    float inf = Float.POSITIVE_INFINITY;
    Tensor both = Tensor.of(new float[][] {{0, 1}, {inf, inf}});
    assertThatThrownBy(() -> auc.add(both, new int[] {0, 1}))
        .hasMessage("ROC AUC: the logits of example 1 are both Infinity");
    assertThat(auc.count()).isZero();
    MetricState<Tensor, Tensor> r2 = Metrics.r2().start();
    assertThatThrownBy(() -> r2.add(LOGITS, Tensor.zeros(2)))
        .isInstanceOf(ShapeException.class)
        .hasMessage("R²: predictions [2, 3] for targets [2]");
    r2.add(LOGITS, LOGITS);
    assertThatThrownBy(() -> r2.add(Tensor.zeros(2), Tensor.zeros(2)))
        .hasMessage("R²: 1 columns after 3 columns");
  }

  @Test
  void anEvaluationTellsAllMetricsInOrderAndMerges() {
    List<Metric<Tensor, int[]>> metrics = List.of(Metrics.topAccuracy(2), Metrics.accuracy());
    Evaluation<Tensor, int[]> whole = new Evaluation<>(metrics);
    whole.add(LOGITS, new int[] {1, 2});
    assertThat(whole.values())
        .containsExactly(entry("top-2 accuracy", 0.5), entry("accuracy", 0.0));
    Evaluation<Tensor, int[]> other = new Evaluation<>(metrics);
    other.add(LOGITS, new int[] {2, 0});
    whole.merge(other);
    assertThat(whole.values()).containsEntry("accuracy", 0.5);
    assertThatThrownBy(() -> new Evaluation<>(List.of(Metrics.accuracy(), Metrics.accuracy())))
        .hasMessage("metrics must have distinct names: [accuracy, accuracy]");
    assertThatThrownBy(() -> whole.merge(new Evaluation<>(List.of())))
        .hasMessage("an evaluation of 0 metrics cannot be merged into one of 2");
  }
}
