package dev.adjoint.train;

import static dev.adjoint.train.Reporting.report;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adjoint.Point;
import dev.adjoint.train.metrics.ConfusionMatrix;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportingTest {
  @TempDir private Path directory;

  private static ConfusionMatrix matrix(Point model) {
    ConfusionMatrix matrix = new ConfusionMatrix(2);
    matrix.add(new int[] {0, 1, model.b() > 0 ? 1 : 0}, new int[] {0, 1, 0});
    return matrix;
  }

  @Test
  void aReportHasWhatTheTrainingKnows() throws IOException {
    Path file = directory.resolve("report.html");
    Regression.plan()
        .validate(Regression.DATA)
        .metric("error", Regression::error)
        .callback(
            report(
                file,
                r ->
                    r.title("A line & a point")
                        .setting("optimizer", "Adam")
                        .confusion(ReportingTest::matrix, List.of("no", "yes"))
                        .source("PointGrad", "double wBar = 2;")
                        .with(html -> html.table("Also", List.of("a"), List.of(List.of("b"))))))
        .run();
    assertThat(Files.readString(file))
        .contains("<h1>A line &amp; a point</h1>", "Adam", "<td>4</td>", "3 of 3", "21 of 21")
        .containsSubsequence(
            "Learning curves", "Time per epoch", "Confusion matrix", "PointGrad", "Also")
        .contains(">training <b>", ">validation <b>", "double wBar = 2;");
  }

  /** One can look at it before the end, and after a failure. */
  @Test
  void itIsWrittenAfterEachEpoch() throws IOException {
    Path file = directory.resolve("report.html");
    TrainingPlan2<Point, ?, ?> plan =
        Regression.plan()
            .callback(report(file, r -> r.confusion(ReportingTest::matrix)))
            .callback(
                new TrainingCallback<>() {
                  @Override
                  public void onEpochStart(TrainingState<Point> state) {
                    if (state.epoch() == 3) {
                      throw new IllegalStateException("a failure");
                    }
                  }
                });
    assertThatThrownBy(plan::run).hasMessage("a failure");
    assertThat(Files.readString(file)).contains("2 of 3").doesNotContain("Confusion");
  }

  /** The curves of a training that went on have its beginning, too. */
  @Test
  void aReportAfterResumingIsThatOfTheWholeTraining() throws IOException {
    Path run = directory.resolve("run");
    Regression.plan().epochs(2).checkpoint(run, c -> {}).run();
    Path file = directory.resolve("report.html");
    Regression.plan().epochs(4).resume(run).callback(report(file, r -> {})).run();
    assertThat(Files.readString(file)).contains("4 of 4", "step 7:", "step 14:", "step 28:");
  }

  @Test
  void aTrainingThatStoppedSaysWhy() throws IOException {
    Path file = directory.resolve("report.html");
    Regression.plan()
        .callback(report(file, r -> {}))
        .callback(
            new TrainingCallback<>() {
              @Override
              public void afterStep(TrainingState<Point> state) {
                state.stop("enough");
              }
            })
        .run();
    assertThat(Files.readString(file)).contains("stopped", "enough", "1 of 21");
  }

  @Test
  void whatCannotBeIsRefused() {
    assertThatThrownBy(() -> report(directory, r -> r.title(" ")))
        .hasMessage("title must not be blank: \" \"");
    assertThatThrownBy(() -> report(directory, r -> r.setting("", 1)))
        .hasMessage("setting must not be blank: \"\"");
    Path missing = directory.resolve("none/report.html");
    assertThatThrownBy(() -> Regression.plan().callback(report(missing, r -> {})).run())
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith(missing.toString());
  }
}
