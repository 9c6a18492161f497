package dev.adjoint.train;

import static dev.adjoint.optim.Optimizers.sgd;
import static dev.adjoint.train.EarlyStopping.earlyStopping;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adjoint.Point;
import dev.adjoint.optim.Schedules;
import dev.adjoint.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Measures come from a list, one for each epoch. */
class EarlyStoppingTest {
  private int epoch;

  private TrainingPlan2<Point, Tensor, Tensor> plan(double... measures) {
    epoch = 0;
    return Regression.plan()
        .optimizer(sgd(s -> s.learningRate(0.01)))
        .schedule(Schedules.constant())
        .validate(Regression.DATA)
        .metric("unused", (model, x, y) -> 0)
        .metric("score", (model, x, y) -> measures[epoch++])
        .epochs(measures.length);
  }

  @Test
  void waitsAsLongAsItsPatience() {
    TrainingResult<Point> result =
        plan(3, 2, 2, 2.5, 1.9, 2, 3, 4, 5)
            .callback(earlyStopping(e -> e.on("score").patience(2)))
            .run();
    assertThat(result.epochs()).hasSize(8);
    assertThat(result.stopReason())
        .contains("early stopping: score no better than 1.90000 for 3 measures");
    assertThat(plan(3, 3).callback(earlyStopping(e -> e.on("score").patience(0))).run().epochs())
        .hasSize(2);
  }

  @Test
  void wantsAMinimumChange() {
    assertThat(
            plan(3, 2.95, 2.92, 2.85, 2.8)
                .callback(earlyStopping(e -> e.on("score").patience(1).minimumChange(0.1)))
                .run()
                .epochs())
        .hasSize(3);
  }

  @Test
  void aMeasureThatIsNoNumberIsNoImprovement() {
    assertThat(
            plan(Double.NaN, Double.NaN, 1, 2)
                .callback(earlyStopping(e -> e.on("score").patience(1)))
                .run()
                .epochs())
        .hasSize(2);
  }

  @Test
  void givesTheModelOfTheBestMeasure() {
    Point expected = plan(1, 2).run().model();
    TrainingResult<Point> result =
        plan(1, 2, 1, 1, 1)
            .callback(earlyStopping(e -> e.on("score").maximize().patience(1).restoreBest()))
            .run();
    assertThat(result.epochs()).hasSize(4);
    assertThat(result.model()).isEqualTo(expected);
    assertThat(
            plan(1, 2, 1, 1, 1)
                .callback(earlyStopping(e -> e.on("score").maximize().patience(1)))
                .run()
                .model())
        .isNotEqualTo(expected);
  }

  @Test
  void isForgottenByTheNextTraining() {
    EarlyStopping<Point> stopping = earlyStopping(e -> e.on("score").patience(0).restoreBest());
    plan(1, 5).callback(stopping).run();
    TrainingResult<Point> result = plan(9, 8, 9).callback(stopping).run();
    assertThat(result.epochs()).hasSize(3);
    assertThat(result.model()).isEqualTo(plan(9, 8).run().model());
  }

  /** The loss of the training falls at first, and rises when the learning rate is too high. */
  @Test
  void watchesTheLossOfTheTraining() {
    TrainingResult<Point> result =
        Regression.plan()
            .optimizer(sgd(s -> s.learningRate(1)))
            .schedule(Schedules.constant())
            .epochs(50)
            .callback(earlyStopping(e -> e.patience(2)))
            .run();
    List<EpochReport> epochs = result.epochs();
    assertThat(epochs).hasSizeBetween(3, 49);
    double best = epochs.get(epochs.size() - 4).loss();
    assertThat(epochs.subList(epochs.size() - 3, epochs.size()))
        .allSatisfy(report -> assertThat(report.loss()).isGreaterThanOrEqualTo(best));
  }

  @Test
  void impossibleSettingsAreRefused() {
    assertThatThrownBy(() -> earlyStopping(e -> e.patience(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("patience must be 0 or positive: -1");
    assertThatThrownBy(() -> earlyStopping(e -> e.minimumChange(Double.NaN)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("minimumChange must be 0 or positive: NaN");
    assertThatThrownBy(() -> plan(1).callback(earlyStopping(e -> e.on("acuracy"))).run())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "earlyStopping watches \"acuracy\", expected \"loss\" or a metric of the training:"
                + " [unused, score]");
  }
}
