package dev.adjoint.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.Point;
import dev.adjoint.ValueAndGradient;
import dev.adjoint.optim.Schedule;
import dev.adjoint.optim.Schedules;
import dev.adjoint.tensor.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CallbacksTest {
  @TempDir private Path directory;

  /** Writes down what is called. */
  private static class Journal implements TrainingCallback<Point> {
    final List<String> lines = new ArrayList<>();

    @Override
    public void onTrainingStart(TrainingState<Point> state) {
      lines.add("start " + state.epochs() + " " + state.totalSteps());
    }

    @Override
    public void onEpochStart(TrainingState<Point> state) {
      lines.add("epoch " + state.epoch());
    }

    @Override
    public boolean beforeStep(TrainingState<Point> state) {
      lines.add("before " + state.batch() + "/" + state.batches());
      return true;
    }

    @Override
    public void afterStep(TrainingState<Point> state) {
      lines.add("after " + state.step());
    }

    @Override
    public void onValidation(TrainingState<Point> state, Validation validation) {
      lines.add("validation " + validation.metrics().keySet());
    }

    @Override
    public void onEpochEnd(TrainingState<Point> state, EpochReport report) {
      lines.add("epoch end " + report.epoch());
    }

    @Override
    public boolean beforeSave(TrainingState<Point> state, Path file) {
      lines.add("save " + file.getFileName());
      return true;
    }

    @Override
    public Point onTrainingEnd(TrainingState<Point> state, Point result) {
      lines.add("end");
      return result;
    }

    @Override
    public void close() {
      lines.add("close");
    }
  }

  @Test
  void areCalledAtEveryPointInOrder() {
    Journal journal = new Journal();
    Regression.plan()
        .data(Regression.DATA.batches(25))
        .validate(Regression.DATA)
        .metric("error", Regression::error)
        .checkpoint(directory, c -> c.every(2))
        .epochs(2)
        .callback(journal)
        .run();
    assertThat(journal.lines)
        .containsExactly(
            "start 2 4",
            "epoch 1",
            "before 1/2",
            "after 1",
            "before 2/2",
            "after 2",
            "validation [error]",
            "epoch end 1",
            "epoch 2",
            "before 1/2",
            "after 3",
            "before 2/2",
            "after 4",
            "validation [error]",
            "epoch end 2",
            "save checkpoint-000000004.safetensors",
            "end",
            "close");
  }

  @Test
  void seeTheStateOfTheTraining() {
    List<Double> losses = new ArrayList<>();
    List<Double> rates = new ArrayList<>();
    TrainingResult<Point> result =
        Regression.plan()
            .callback(
                new TrainingCallback<>() {
                  @Override
                  public boolean beforeStep(TrainingState<Point> state) {
                    Point gradient = state.gradient().orElseThrow();
                    double square = gradient.b() * gradient.b();
                    for (float number : gradient.w().array()) {
                      square += (double) number * number;
                    }
                    assertThat(state.gradientNorm()).isCloseTo(Math.sqrt(square), within(1e-12));
                    losses.add(state.loss());
                    rates.add(state.learningRate());
                    return true;
                  }

                  @Override
                  public void onEpochEnd(TrainingState<Point> state, EpochReport report) {
                    assertThat(state.gradient()).isEmpty();
                    assertThat(state.gradientNorm()).isNaN();
                    assertThat(state.history()).hasSize(report.epoch()).endsWith(report);
                    assertThat(report.timePerBatch()).isLessThan(report.time());
                  }
                })
            .run();
    assertThat(losses).isEqualTo(result.stepLosses()).hasSize(21);
    // A straight line up to the sixth step, of which 5 are a warm-up; then half a cosine over the
    // other 16.
    assertThat(rates.get(0)).isCloseTo(0.05 / 6, within(1e-12));
    assertThat(rates.get(2)).isCloseTo(0.05 * 3 / 6, within(1e-12));
    assertThat(rates.get(13)).isCloseTo(0.05 * (1 + Math.cos(Math.PI * 8 / 16)) / 2, within(1e-12));
  }

  @Test
  void vetoAStep() {
    List<Point> models = new ArrayList<>();
    TrainingResult<Point> result =
        Regression.plan()
            .epochs(1)
            .callback(
                new TrainingCallback<>() {
                  @Override
                  public boolean beforeStep(TrainingState<Point> state) {
                    models.add(Point.TREE.copy(state.model()));
                    return state.batch() != 3;
                  }

                  @Override
                  public void afterStep(TrainingState<Point> state) {
                    assertThat(state.batch()).isNotEqualTo(3);
                  }
                })
            .run();
    assertThat(models.get(3)).isEqualTo(models.get(2)).isNotEqualTo(models.get(1));
    assertThat(result.stepLosses()).hasSize(6);
    assertThat(result.epochs().get(0).batches()).isEqualTo(6);
  }

  /** The batches that a loss of NaN makes useless are left out, and the training goes on. */
  @Test
  void vetoALossThatIsNoNumber() {
    Loss2<Point, Tensor, Tensor> sometimes =
        (model, x, y) -> {
          ValueAndGradient<Point> result = Regression.loss(model, x, y);
          return x.dimension(0) == 2
              ? new ValueAndGradient<>(Double.NaN, result.gradient())
              : result;
        };
    TrainingResult<Point> result =
        Regression.plan(sometimes)
            .callback(
                new TrainingCallback<>() {
                  @Override
                  public boolean beforeStep(TrainingState<Point> state) {
                    return Double.isFinite(state.loss());
                  }
                })
            .run();
    assertThat(result.stepLosses()).hasSize(3 * 6);
    assertThat(result.loss()).isFinite();
  }

  /** The mean is that of the batches that are left. */
  @Test
  void vetoABatchOfAnAccumulatedStep() {
    TrainingCallback<Point> odd =
        new TrainingCallback<>() {
          @Override
          public boolean beforeStep(TrainingState<Point> state) {
            return state.batch() % 2 == 1;
          }
        };
    TrainingResult<Point> result = Regression.plan().accumulate(2).callback(odd).run();
    TrainingResult<Point> expected =
        Regression.plan()
            .callback(odd)
            .schedule(
                Schedule.of(
                    (step, total) -> Schedules.cosine(c -> c.warmup(5)).start().factor(step, 12)))
            .run();
    assertThat(result.stepLosses()).isEqualTo(expected.stepLosses()).hasSize(12);
    assertThat(result.model()).isEqualTo(expected.model());
  }

  @Test
  void stopTheTraining() {
    TrainingResult<Point> result =
        Regression.plan()
            .validate(Regression.DATA, Regression::error)
            .callback(
                new TrainingCallback<>() {
                  @Override
                  public void afterStep(TrainingState<Point> state) {
                    if (state.step() == 10) {
                      state.stop("enough");
                      state.stop("too late");
                    }
                  }
                })
            .run();
    assertThat(result.stepLosses()).hasSize(10);
    assertThat(result.stopReason()).contains("enough");
    assertThat(result.epochs()).hasSize(2);
    assertThat(result.epochs().get(1).batches()).isEqualTo(3);
    assertThat(result.metric().orElseThrow())
        .isEqualTo(Regression.error(result.model(), Regression.DATA.x(), Regression.DATA.y()));
  }

  @Test
  void areClosedWhereTheTrainingFails() {
    Journal journal = new Journal();
    Journal second = new Journal();
    TrainingPlan2<Point, Tensor, Tensor> plan =
        Regression.plan()
            .callback(journal)
            .callback(
                new TrainingCallback<>() {
                  @Override
                  public void afterStep(TrainingState<Point> state) {
                    throw new IllegalStateException("mine");
                  }
                })
            .callback(second);
    assertThatThrownBy(plan::run).hasMessage("mine");
    assertThat(journal.lines).endsWith("after 1", "close");
    assertThat(second.lines).endsWith("before 1/7", "close");
  }

  @Test
  void changeTheResult() {
    Point other = new Point(Tensor.ones(3, 1), 4);
    Point model =
        Regression.plan()
            .callback(
                new TrainingCallback<>() {
                  @Override
                  public Point onTrainingEnd(TrainingState<Point> state, Point result) {
                    return other;
                  }
                })
            .run()
            .model();
    assertThat(model).isSameAs(other);
  }
}
