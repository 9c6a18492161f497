package dev.adjoint.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adjoint.Point;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class StepsAndMetricsTest {
  /** Seven batches make an epoch. */
  @Test
  void stepsEndAnEpochInItsMidst() {
    TrainingResult<Point> result = Regression.plan().steps(10).run();
    assertThat(result.stepLosses()).hasSize(10);
    assertThat(result.epochs()).extracting(EpochReport::batches).containsExactly(7, 3);
    assertThat(Regression.plan().steps(14).run().epochs()).hasSize(2);
    // The last step of each epoch has one batch, the others two.
    TrainingResult<Point> accumulated = Regression.plan().accumulate(2).steps(7).run();
    assertThat(accumulated.stepLosses()).hasSize(7 + 6);
    assertThat(Regression.plan().steps(3).epochs(2).run().epochs()).hasSize(2);
  }

  @Test
  void stepsAreThoseOfEpochs() {
    Regression.assertSame(Regression.plan().steps(21).run(), Regression.plan().epochs(3).run());
  }

  @Test
  void severalMetricsHaveNames() {
    TrainingResult<Point> result =
        Regression.plan()
            .metric("fit", Regression::fit)
            .validate(Regression.DATA)
            .metric("error", Regression::error)
            .run();
    double error = Regression.error(result.model(), Regression.DATA.x(), Regression.DATA.y());
    assertThat(result.metric("error")).isEqualTo(error);
    assertThat(result.metric("fit")).isEqualTo(1 / (1 + (float) error));
    assertThat(result.metric()).hasValue(result.metric("fit"));
    assertThat(result.epochs())
        .allSatisfy(
            report -> assertThat(report.metrics().keySet()).containsExactly("fit", "error"));
    assertThatThrownBy(() -> result.metric("accuracy"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the training has not measured \"accuracy\"");
  }

  @Test
  void validatesAfterSomeEpochsAndAtTheEnd() {
    TrainingResult<Point> result =
        Regression.plan()
            .validate(Regression.DATA, Regression::error)
            .validateEvery(2)
            .epochs(5)
            .run();
    assertThat(result.validations()).extracting(Validation::epoch).containsExactly(2, 4, 5);
    assertThat(result.epochs().get(0).metric()).isEmpty();
    assertThat(result.epochs().get(1).metric()).isPresent();
  }

  @Test
  void validatesAfterSomeStepsAndAtTheEnd() {
    TrainingResult<Point> result =
        Regression.plan()
            .validate(Regression.DATA, Regression::error)
            .validateEverySteps(7)
            .steps(17)
            .run();
    assertThat(result.validations()).extracting(Validation::step).containsExactly(7L, 14L, 17L);
    result =
        Regression.plan()
            .validate(Regression.DATA, Regression::error)
            .validateEverySteps(3)
            .epochs(1)
            .run();
    assertThat(result.validations()).extracting(Validation::step).containsExactly(3L, 6L, 7L);
    assertThat(result.epochs().get(0).metric()).hasValue(result.metric("metric"));
  }

  @Test
  void impossiblePlansAreRefused() {
    assertThatThrownBy(() -> Regression.plan().steps(0)).hasMessage("steps must be positive: 0");
    assertThatThrownBy(() -> Regression.plan().validateEvery(0))
        .hasMessage("validateEvery must be positive: 0");
    assertThatThrownBy(() -> Regression.plan().validateEverySteps(-2))
        .hasMessage("validateEverySteps must be positive: -2");
    assertThatThrownBy(() -> Regression.plan().metric("a, b", Regression::fit))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the name of a metric must not be blank, nor have blanks around it or a comma: \"a, b\"");
    assertThatThrownBy(() -> Regression.plan().metric("fit", Regression::fit).run())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the metrics [fit] need data: call validate(dataset)");
    assertThatThrownBy(() -> Regression.plan().validate(Regression.DATA).run())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("call metric(name, metric)");
  }

  private static String progress(boolean terminal, double nanAt) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    TrainingPlan2<Point, ?, ?> plan =
        Regression.plan()
            .validate(Regression.DATA)
            .metric("error", Regression::error)
            .metric("fit", Regression::fit)
            .callback(
                new TrainingCallback<>() {
                  @Override
                  public void afterStep(TrainingState<Point> state) {
                    if (state.step() == nanAt) {
                      throw new IllegalStateException("stopped by the test");
                    }
                  }
                })
            .progress(out, terminal);
    if (nanAt > 0) {
      assertThatThrownBy(plan::run).hasMessage("stopped by the test");
    } else {
      plan.run();
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void progressNamesTheMetrics() {
    List<String> lines = progress(false, 0).lines().toList();
    assertThat(lines).hasSize(3);
    assertThat(lines.get(2))
        .matches("epoch 3/3: loss [\\d.]+, error [\\d.]+, fit [\\d.]+, \\d+ examples/s");
    assertThat(progress(true, 0)).contains("epoch 1/3 [").doesNotContain("\n\r");
  }

  @Test
  void aTrainingThatFailsEndsTheLineOfItsProgress() {
    assertThat(progress(true, 2)).endsWith(System.lineSeparator()).contains("epoch 1/3 [");
    assertThat(progress(false, 2)).isEmpty();
  }

  @Test
  void silentShowsNothing() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Regression.plan().progress(new PrintStream(bytes, true, StandardCharsets.UTF_8)).silent().run();
    assertThat(bytes.size()).isZero();
  }
}
