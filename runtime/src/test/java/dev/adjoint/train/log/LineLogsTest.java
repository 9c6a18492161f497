package dev.adjoint.train.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Logs of lines: what they write, and what is left of them when a process dies and another goes on.
 */
class LineLogsTest {
  private static final Instant TIME = Instant.parse("2026-11-27T08:00:00.25Z");
  private static final List<LogEntry> ENTRIES =
      List.of(
          new LogEntry(TIME, 0, 0, "loss/training", 2.5),
          new LogEntry(TIME, 10, 1, "a, \"quoted\" näme\\", Double.NaN),
          new LogEntry(TIME, 20, 2, "loss/training", Double.NEGATIVE_INFINITY),
          new LogEntry(TIME, 30, 3, "loss/training", 1e-300));

  @TempDir Path directory;
  private Path csv;
  private Path json;

  @BeforeEach
  void name() {
    csv = directory.resolve("log.csv");
    json = directory.resolve("log.jsonl");
  }

  private static void write(TrainingLog log, List<LogEntry> entries) {
    try (log) {
      entries.forEach(log::add);
    }
  }

  private static void tear(Path file, String rest) throws IOException {
    Files.writeString(file, rest, StandardOpenOption.APPEND);
  }

  @Test
  void everyEntryIsALine() throws IOException {
    History history = new History();
    write(TrainingLog.all(CsvLog.open(csv), JsonLinesLog.open(json), history), ENTRIES);
    assertThat(csv)
        .hasContent(
            """
            time,step,epoch,name,value
            2026-11-27T08:00:00.250Z,0,0,loss/training,2.5
            2026-11-27T08:00:00.250Z,10,1,"a, ""quoted"" näme\\",NaN
            2026-11-27T08:00:00.250Z,20,2,loss/training,-Infinity
            2026-11-27T08:00:00.250Z,30,3,loss/training,1.0E-300
            """);
    String time = "{\"time\":\"2026-11-27T08:00:00.250Z\",";
    assertThat(Files.readAllLines(json))
        .containsExactly(
            time + "\"step\":0,\"epoch\":0,\"name\":\"loss/training\",\"value\":2.5}",
            time
                + "\"step\":10,\"epoch\":1,\"name\":\"a, \\\"quoted\\\" näme\\\\\",\"value\":\"NaN\"}",
            time + "\"step\":20,\"epoch\":2,\"name\":\"loss/training\",\"value\":\"-Infinity\"}",
            time + "\"step\":30,\"epoch\":3,\"name\":\"loss/training\",\"value\":1.0E-300}");
    assertThat(CsvLog.read(csv)).isEqualTo(ENTRIES);
    assertThat(history.entries()).isEqualTo(ENTRIES);
    assertThat(history.names()).containsExactly("loss/training", "a, \"quoted\" näme\\");
    assertThat(history.series("loss/training")).hasSize(3);
  }

  @Test
  void aLogGoesOnWhereTheLastCompleteLineEnds() throws IOException {
    write(CsvLog.open(csv), ENTRIES.subList(0, 2));
    write(JsonLinesLog.open(json), ENTRIES.subList(0, 2));
    tear(csv, "2026-11-27T08:00:00.250Z,20,2,lo");
    tear(json, "{\"time\":\"2026-11-27T08");
    assertThat(CsvLog.read(csv)).isEqualTo(ENTRIES.subList(0, 2));
    write(CsvLog.open(csv), ENTRIES.subList(2, 4));
    write(JsonLinesLog.open(json), ENTRIES.subList(2, 4));
    Path once = directory.resolve("once");
    write(JsonLinesLog.open(once), ENTRIES);
    assertThat(CsvLog.read(csv)).isEqualTo(ENTRIES);
    assertThat(json).hasSameTextualContentAs(once);
  }

  @Test
  void anyTornFileIsMended() throws IOException {
    write(CsvLog.open(csv), ENTRIES);
    write(JsonLinesLog.open(json), ENTRIES);
    byte[] wholeCsv = Files.readAllBytes(csv);
    byte[] wholeJson = Files.readAllBytes(json);
    for (int length = 0; length <= wholeCsv.length; length++) {
      Files.write(csv, Arrays.copyOf(wholeCsv, length));
      CsvLog.resume(csv, 30).close();
      List<LogEntry> left = CsvLog.read(csv);
      assertThat(left).isEqualTo(ENTRIES.subList(0, left.size()));
    }
    for (int length = 0; length <= wholeJson.length; length++) {
      Files.write(json, Arrays.copyOf(wholeJson, length));
      JsonLinesLog.resume(json, 30).close();
      byte[] left = Files.readAllBytes(json);
      assertThat(left).isEqualTo(Arrays.copyOf(wholeJson, left.length));
      assertThat(left.length == 0 || left[left.length - 1] == '\n').isTrue();
    }
  }

  @Test
  void aResumedLogForgetsLaterSteps() throws IOException {
    write(CsvLog.open(csv), ENTRIES);
    write(JsonLinesLog.open(json), ENTRIES);
    tear(csv, "torn");
    tear(json, "{\"ti");
    write(CsvLog.resume(csv, 10), ENTRIES.subList(3, 4));
    write(JsonLinesLog.resume(json, 10), ENTRIES.subList(3, 4));
    assertThat(CsvLog.read(csv)).containsExactly(ENTRIES.get(0), ENTRIES.get(1), ENTRIES.get(3));
    assertThat(Files.readAllLines(json)).hasSize(3);
    assertThatThrownBy(() -> CsvLog.resume(csv, -1)).hasMessage("step must be 0 or positive: -1");
    assertThatThrownBy(() -> JsonLinesLog.resume(json, -1))
        .hasMessage("step must be 0 or positive: -1");
  }

  @Test
  void flushedEntriesAreInTheFileAndClosingTwiceIsFine() throws IOException {
    TrainingLog log = TrainingLog.all(CsvLog.open(csv), JsonLinesLog.open(json));
    log.add(ENTRIES.get(0));
    assertThat(Files.size(json)).isZero();
    log.flush();
    assertThat(CsvLog.read(csv)).hasSize(1);
    assertThat(Files.readAllLines(json)).hasSize(1);
    log.close();
    log.close();
    assertThatThrownBy(() -> log.add(ENTRIES.get(1))).isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void foreignFilesAreRefusedAndUnchanged() throws IOException {
    Files.writeString(csv, "a,b\n1,2");
    Files.writeString(json, "[1, 2]");
    assertThatThrownBy(() -> CsvLog.open(csv))
        .isInstanceOf(IOException.class)
        .hasMessage(csv + ": the first line is \"a,b\", expected time,step,epoch,name,value");
    assertThatThrownBy(() -> JsonLinesLog.open(json))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(json + ": the first line is \"[1, 2]\", expected {\"time\"");
    assertThat(csv).hasContent("a,b\n1,2");
    assertThat(json).hasContent("[1, 2]");
    Files.write(csv, new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
    assertThatThrownBy(() -> CsvLog.open(csv))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(csv + ": the first line is \"");
    assertThat(csv).hasBinaryContent(new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
    Files.writeString(csv, "time,step,epoch,name,value\nnow,1,2,x,3\n");
    assertThatThrownBy(() -> CsvLog.read(csv))
        .isInstanceOf(IOException.class)
        .hasMessage(csv + ": no entry of a log: \"now,1,2,x,3\"");
  }

  @Test
  void impossibleEntriesAreRefused() {
    assertThatThrownBy(() -> new LogEntry(TIME, -1, 0, "x", 0))
        .hasMessage("step must be 0 or positive: -1");
    assertThatThrownBy(() -> new LogEntry(TIME, 0, -2, "x", 0))
        .hasMessage("epoch must be 0 or positive: -2");
    for (String name : List.of("", " ", "a\nb", "x ")) {
      assertThatThrownBy(() -> new LogEntry(TIME, 0, 0, name, 0))
          .hasMessage("name must be one line of text without blanks around it: \"" + name + "\"");
    }
  }
}
