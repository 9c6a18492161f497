package dev.adjoint.train.log;

import dev.adjoint.internal.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes a line of JSON for each number, in UTF-8:
 *
 * <pre>{@code
 * {"time":"2026-11-27T08:00:00Z","step":100,"epoch":1,"name":"loss/training","value":0.25}
 * }</pre>
 *
 * <p>For what JSON has no number for, the value is one of the texts {@code "NaN"}, {@code
 * "Infinity"} and {@code "-Infinity"}. It appends to a file that is there; a last line that a
 * killed process left half written is dropped.
 */
public final class JsonLinesLog implements TrainingLog {
  private static final String START = "{\"time\":\"";
  private static final Pattern ENTRY =
      Pattern.compile("\\{\"time\":\"[^\"]*\",\"step\":(\\d{1,18}),\"epoch\":\\d+,\"name\":.*}");

  private final LineFile file;

  private JsonLinesLog(LineFile file) {
    this.file = file;
  }

  /**
   * Opens a log, new or to append to it.
   *
   * @throws IOException if it cannot be opened, or the file there is no such log
   */
  public static JsonLinesLog open(Path path) throws IOException {
    if (Files.exists(path)) {
      LineFile.requireFirstLine(
          path,
          line -> ENTRY.matcher(line).matches(),
          line -> line.startsWith(START) || START.startsWith(line),
          "{\"time\":…,\"step\":…,\"epoch\":…,\"name\":…,\"value\":…}");
    }
    return new JsonLinesLog(LineFile.open(path));
  }

  /**
   * Opens a log to go on after a step, as a training does that resumes from a checkpoint: entries
   * of later steps are removed from the file, since they will come again.
   *
   * @throws IllegalArgumentException if the step is negative
   * @throws IOException if it cannot be opened or rewritten, or the file there is no such log
   */
  public static JsonLinesLog resume(Path path, long step) throws IOException {
    LogEntry.requireStep(step);
    JsonLinesLog log = open(path);
    log.close();
    LineFile.keep(path, line -> step(path, line) <= step);
    return open(path);
  }

  private static long step(Path path, String line) throws IOException {
    Matcher entry = ENTRY.matcher(line);
    if (!entry.matches()) {
      throw new IOException("%s: no entry of a log: \"%s\"".formatted(path, line));
    }
    return Long.parseLong(entry.group(1));
  }

  @Override
  public void add(LogEntry entry) {
    StringBuilder json = new StringBuilder(START).append(entry.time());
    json.append("\",\"step\":").append(entry.step()).append(",\"epoch\":").append(entry.epoch());
    Json.quote(json.append(",\"name\":"), entry.name());
    json.append(",\"value\":").append(Json.number(entry.value())).append('}');
    Writing.unchecked(() -> file.add(json.toString()));
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
