package dev.adjoint.train.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adjoint.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Event files byte for byte as TensorBoard's own writer makes them. */
class TensorBoardLogTest {
  private static final Instant START = Instant.ofEpochSecond(1764230400);

  @TempDir Path directory;

  private static void add(TrainingLog log, long millis, long step, String name, double value) {
    log.add(new LogEntry(START.plusMillis(millis), step, 1, name, value));
  }

  @Test
  void theBytesAreThoseOfTensorBoardsWriter() throws IOException {
    Path run = directory.resolve("runs/first");
    try (TrainingLog log = TensorBoardLog.open(run, START)) {
      add(log, 500, 0, "loss/training", 2.5);
      add(log, 1250, 127, "loss/training", 0.1);
      log.flush();
      add(log, 1250, 128, "größe", -1e-30);
      add(log, 2000, 300, "accuracy/validation", 0);
      add(log, 2000, (1L << 40) + 5, "loss/training", Double.NaN);
      add(log, 2000, (1L << 40) + 6, "loss/training", Double.POSITIVE_INFINITY);
    }
    assertThat(run.resolve("events.out.tfevents.1764230400.adjoint"))
        .hasBinaryContent(Golden.bytes("events.tfevents"));
  }

  @Test
  void aResumedRunTellsWhichStepsAreVoidInAFileThatComesAfterAllOthers() throws IOException {
    TensorBoardLog.open(directory, START.plusSeconds(99)).close();
    TensorBoardLog.open(directory, START.plusSeconds(99)).close();
    try (TrainingLog log = TensorBoardLog.resume(directory, 128, START.plusSeconds(100))) {
      add(log, 101_000, 129, "loss/training", 0.05);
    }
    assertThat(names())
        .containsExactly(
            "events.out.tfevents.1764230499.adjoint",
            "events.out.tfevents.1764230500.adjoint",
            "events.out.tfevents.1764230501.adjoint");
    assertThat(directory.resolve(names().get(2)))
        .hasBinaryContent(Golden.bytes("resumed.tfevents"));
    assertThatThrownBy(() -> TensorBoardLog.resume(directory, -1))
        .hasMessage("step must be 0 or positive: -1");
  }

  @Test
  void whatIsFlushedIsInTheFile() throws IOException {
    TrainingLog log = TensorBoardLog.open(directory);
    Path file = directory.resolve(names().get(0));
    long before = Files.size(file);
    log.scalar(1, 1, "loss/training", 1);
    log.flush();
    assertThat(Files.size(file)).isGreaterThan(before);
    log.close();
    log.close();
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
