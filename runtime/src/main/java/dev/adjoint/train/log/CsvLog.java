package dev.adjoint.train.log;

import dev.adjoint.internal.Csv;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a line for each number, {@code time,step,epoch,name,value}, in UTF-8. It appends to a file
 * that is there; a last line that a killed process left half written is dropped.
 */
public final class CsvLog implements TrainingLog {
  private static final String HEADER = "time,step,epoch,name,value";

  private final LineFile file;

  private CsvLog(LineFile file) {
    this.file = file;
  }

  /**
   * Opens a log, new or to append to it.
   *
   * @throws IOException if it cannot be opened, or the file there is no such log
   */
  public static CsvLog open(Path path) throws IOException {
    if (Files.exists(path)) {
      requireHeader(path);
    }
    LineFile file = LineFile.open(path);
    if (file.isEmpty()) {
      file.add(HEADER);
    }
    return new CsvLog(file);
  }

  /**
   * Opens a log to go on after a step, as a training does that resumes from a checkpoint: entries
   * of later steps are removed from the file, since they will come again.
   *
   * @throws IllegalArgumentException if the step is negative
   * @throws IOException if it cannot be opened or rewritten, or the file there is no such log
   */
  public static CsvLog resume(Path path, long step) throws IOException {
    LogEntry.requireStep(step);
    if (Files.exists(path)) {
      requireHeader(path);
      LineFile.keep(path, line -> line.equals(HEADER) || entry(path, line).step() <= step);
    }
    return open(path);
  }

  /**
   * Reads what was logged.
   *
   * @throws IOException if the file cannot be read, or is no such log
   */
  public static List<LogEntry> read(Path path) throws IOException {
    requireHeader(path);
    List<LogEntry> entries = new ArrayList<>();
    for (String line : LineFile.complete(path)) {
      if (!line.equals(HEADER)) {
        entries.add(entry(path, line));
      }
    }
    return entries;
  }

  private static void requireHeader(Path path) throws IOException {
    LineFile.requireFirstLine(path, HEADER::equals, HEADER::startsWith, HEADER);
  }

  private static LogEntry entry(Path path, String line) throws IOException {
    try {
      List<String> fields = Csv.read(line);
      return new LogEntry(
          Instant.parse(fields.get(0)),
          Long.parseLong(fields.get(1)),
          Integer.parseInt(fields.get(2)),
          fields.get(3),
          Double.parseDouble(fields.get(4)));
    } catch (DateTimeException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new IOException("%s: no entry of a log: \"%s\"".formatted(path, line), e);
    }
  }

  @Override
  public void add(LogEntry entry) {
    String line =
        Csv.write(
            List.of(
                entry.time().toString(),
                Long.toString(entry.step()),
                Integer.toString(entry.epoch()),
                entry.name(),
                Double.toString(entry.value())));
    Writing.unchecked(() -> file.add(line));
  }

  @Override
  public void flush() {
    Writing.unchecked(file::flush);
  }

  @Override
  public void close() {
    Writing.unchecked(file::close);
  }
}
