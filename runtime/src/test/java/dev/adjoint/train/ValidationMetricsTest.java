package dev.adjoint.train;

import static dev.adjoint.train.metrics.Metrics.accuracy;
import static dev.adjoint.train.metrics.Metrics.f1;
import static dev.adjoint.train.metrics.Metrics.meanAbsoluteError;
import static dev.adjoint.train.metrics.Metrics.meanLoss;
import static dev.adjoint.train.metrics.Metrics.perplexity;
import static dev.adjoint.train.metrics.Metrics.r2;
import static dev.adjoint.train.metrics.Metrics.rocAuc;
import static dev.adjoint.train.metrics.Metrics.rootMeanSquaredError;
import static dev.adjoint.train.metrics.Metrics.topAccuracy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.Point;
import dev.adjoint.ValueAndGradient;
import dev.adjoint.data.Batches;
import dev.adjoint.data.Dataset;
import dev.adjoint.nn.Linear;
import dev.adjoint.nn.LinearTree;
import dev.adjoint.random.RandomSource;
import dev.adjoint.tensor.Losses;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.tensor.Tensors;
import dev.adjoint.train.metrics.Average;
import dev.adjoint.train.metrics.Metric;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Metrics of predictions, merged over the batches of a validation. */
class ValidationMetricsTest {
  private static final Tensor X = Tensors.normal(RandomSource.of(3), 50, 4);
  private static final Linear MODEL = Linear.init(RandomSource.of(4), 4, 2);

  private static int[] labels() {
    int[] labels = new int[50];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = X.array()[4 * i] > X.array()[4 * i + 1] ? 1 : 0;
    }
    return labels;
  }

  private static TrainingPlan2<Linear, Tensor, int[]> plan(Tensor x) {
    Loss2<Linear, Tensor, int[]> still =
        (model, inputs, labels) -> new ValueAndGradient<>(1, LinearTree.TREE.zeros(model));
    Dataset<Tensor, int[]> data = Dataset.of(x, labels());
    return Training.of(LinearTree.TREE, MODEL, still).data(data.batches(50)).validate(data);
  }

  @Test
  void areThoseOfAllExamples() {
    List<Metric<Tensor, int[]>> all =
        List.of(
            accuracy(),
            f1(Average.MACRO),
            rocAuc(),
            perplexity(),
            topAccuracy(1),
            meanLoss(Losses::crossEntropy));
    for (int shards : new int[] {1, 3}) {
      TrainingPlan2<Linear, Tensor, int[]> plan = plan(X).shards(shards).validationBatch(7);
      for (Metric<Tensor, int[]> metric : all) {
        plan.metrics(Linear::apply, metric);
      }
      Map<String, Double> found = plan.run().validations().get(0).metrics();
      assertThat(found.keySet()).containsExactlyElementsOf(all.stream().map(Metric::name).toList());
      for (Metric<Tensor, int[]> metric : all) {
        double expected = metric.of(MODEL.apply(X), labels());
        assertThat(found.get(metric.name())).as(metric.name()).isCloseTo(expected, within(1e-6));
      }
    }
  }

  @Test
  void threadsChangeNoBit() {
    Map<String, Double> one =
        plan(X)
            .validationBatch(3)
            .metrics(Linear::apply, perplexity())
            .run()
            .validations()
            .get(0)
            .metrics();
    Map<String, Double> several =
        plan(X)
            .shards(4)
            .validationBatch(3)
            .metrics(Linear::apply, perplexity())
            .run()
            .validations()
            .get(0)
            .metrics();
    assertThat(several).isEqualTo(one);
  }

  @Test
  void numbersAreMeasuredToo() {
    TrainingResult<Point> result =
        Regression.plan()
            .validate(Regression.DATA)
            .validationBatch(9)
            .metrics(Regression::predict, meanAbsoluteError(), rootMeanSquaredError(), r2())
            .run();
    Tensor predictions = Regression.predict(result.model(), Regression.DATA.x());
    assertThat(result.metric("R²"))
        .isCloseTo(r2().of(predictions, Regression.DATA.y()), within(1e-6));
    assertThat(result.metric("MAE"))
        .isCloseTo(meanAbsoluteError().of(predictions, Regression.DATA.y()), within(1e-6));
  }

  /** Memory is bounded by the size of a batch. */
  @Test
  void predictionsAreMadeBatchByBatch() {
    Set<Integer> sizes = new TreeSet<>();
    plan(X)
        .validationBatch(20)
        .metrics(
            (model, x) -> {
              sizes.add(x.dimension(0));
              return model.apply(x);
            },
            accuracy())
        .run();
    assertThat(sizes).containsExactly(10, 20);
  }

  @Test
  void whatCannotBeIsRefused() {
    assertThatThrownBy(() -> plan(X).validationBatch(0))
        .hasMessage("validationBatch must be positive: 0");
    assertThatThrownBy(() -> plan(X).metrics(Linear::apply))
        .hasMessage("metrics must have at least one metric: []");
    assertThatThrownBy(() -> plan(X).metrics(Linear::apply, accuracy(), accuracy()))
        .hasMessage("the training has the metric \"accuracy\" twice");
    assertThatThrownBy(() -> plan(X).metric(" a", (m, x, y) -> 1))
        .hasMessageStartingWith(
            "the name of a metric must not be blank, nor have blanks around it");
    assertThatThrownBy(
            () ->
                Training.of(
                        LinearTree.TREE,
                        MODEL,
                        (Linear m, String text) ->
                            new ValueAndGradient<>(1, LinearTree.TREE.zeros(m)))
                    .data(Batches.of(List.of("a text")))
                    .validate("a text")
                    .metrics((m, text) -> m.apply(X), text -> labels(), List.of(accuracy()))
                    .run())
        .hasMessage(
            "examples cannot be taken out of java.lang.String: expected a tensor, int[], double[],"
                + " int[][] or a List");
  }
}
