package dev.adjoint.train;

import static dev.adjoint.train.Logging.logging;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adjoint.Point;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.train.log.CsvLog;
import dev.adjoint.train.log.History;
import dev.adjoint.train.log.LogEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoggingTest {
  @TempDir private Path directory;

  private static TrainingPlan2<Point, Tensor, Tensor> plan() {
    return Regression.plan().validate(Regression.DATA).metric("error", Regression::error);
  }

  @Test
  void aTrainingTellsItsNumbers() {
    History history = new History();
    TrainingResult<Point> result = plan().callback(logging(l -> l.to(history))).run();
    assertThat(history.names())
        .containsExactly(
            "error/validation", "loss/training", "learning rate", "examples per second");
    assertThat(values(history, "loss/training"))
        .isEqualTo(result.epochs().stream().map(EpochReport::loss).toList());
    assertThat(history.series("error/validation"))
        .extracting(LogEntry::step)
        .containsExactly(7L, 14L, 21L);
    assertThat(values(history, "error/validation"))
        .isEqualTo(result.validations().stream().map(v -> v.metrics().get("error")).toList());
    assertThat(history.entries()).extracting(LogEntry::epoch).startsWith(1).endsWith(3);
  }

  @Test
  void andThoseOfItsStepsIfAsked() {
    History history = new History();
    TrainingResult<Point> result =
        plan()
            .callback(logging(l -> l.to(history).everySteps(5).gradientNorms()))
            .checkFinite(FiniteCheck.GRADIENTS)
            .run();
    assertThat(history.series("loss/batch"))
        .extracting(LogEntry::step)
        .containsExactly(5L, 10L, 15L, 20L);
    assertThat(values(history, "loss/batch").get(0)).isEqualTo(result.stepLosses().get(4));
    assertThat(values(history, "gradient norm")).hasSize(4).allMatch(norm -> norm > 0);
    assertThat(values(history, "learning rate").get(0)).isGreaterThan(0);
  }

  /** With gradients that are accumulated, a step has two batches and is logged once. */
  @Test
  void aStepOfSeveralBatchesIsLoggedOnce() {
    History history = new History();
    plan().accumulate(2).callback(logging(l -> l.to(history).everySteps(1))).run();
    assertThat(history.series("loss/batch")).extracting(LogEntry::step).doesNotHaveDuplicates();
  }

  private static List<Double> values(History history, String name) {
    return history.series(name).stream().map(LogEntry::value).toList();
  }

  /** What an interrupted training has logged after its last checkpoint comes again, once. */
  @Test
  void aTrainingThatGoesOnGoesOnWithItsLogs() throws IOException {
    Path csv = directory.resolve("logs/log.csv");
    Path json = directory.resolve("logs/log.jsonl");
    Path checkpoints = directory.resolve("run");
    TrainingPlan2<Point, Tensor, Tensor> plan =
        plan()
            .callback(logging(l -> l.csv(csv).jsonLines(json).tensorBoard(directory.resolve("b"))))
            .checkpoint(checkpoints, c -> c.every(2));
    plan.callback(
        new TrainingCallback<>() {
          @Override
          public void onEpochEnd(TrainingState<Point> state, EpochReport report) {
            if (report.epoch() == 3) {
              throw new IllegalStateException("a power failure");
            }
          }
        });
    assertThatThrownBy(plan::run).hasMessage("a power failure");
    assertThat(CsvLog.read(csv)).extracting(LogEntry::step).contains(21L);
    TrainingResult<Point> result =
        plan()
            .callback(logging(l -> l.csv(csv).jsonLines(json)))
            .checkpoint(checkpoints, c -> c.every(2))
            .resume(checkpoints)
            .run();
    History history = History.of(CsvLog.read(csv));
    assertThat(history.series("loss/training"))
        .extracting(LogEntry::step)
        .containsExactly(7L, 14L, 21L);
    assertThat(values(history, "loss/training"))
        .isEqualTo(result.epochs().stream().map(EpochReport::loss).toList());
    assertThat(Files.readAllLines(json)).hasSize(12);
  }

  @Test
  void whatCannotBeIsRefused() throws IOException {
    assertThatThrownBy(() -> logging(l -> {}))
        .hasMessage("logging needs a log: call csv, jsonLines, tensorBoard or to");
    assertThatThrownBy(() -> logging(l -> l.everySteps(0)))
        .hasMessage("everySteps must be positive: 0");
    Path foreign = Files.writeString(directory.resolve("log.csv"), "a,b\n1,2\n");
    assertThatThrownBy(() -> plan().callback(logging(l -> l.csv(foreign))).run())
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage(foreign + ": the first line is \"a,b\", expected time,step,epoch,name,value");
  }
}
