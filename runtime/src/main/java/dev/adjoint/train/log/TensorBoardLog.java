package dev.adjoint.train.log;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Writes an event file that TensorBoard shows as scalars: {@code tensorboard --logdir DIRECTORY}.
 *
 * <p>A directory is a run for TensorBoard, which joins all event files in it. Each log makes a file
 * of its own there, so that nothing that was written before can be harmed. Values are {@code
 * float}, and TensorBoard knows steps, not epochs.
 */
public final class TensorBoardLog implements TrainingLog {
  private static final Pattern NAME =
      Pattern.compile("events\\.out\\.tfevents\\.(\\d{10,18})\\..*");
  private static final String VERSION = "brain.Event:2";

  // Fields of the messages Event, SessionLog, Summary and Summary.Value of TensorFlow.
  private static final int WALL_TIME = 1;
  private static final int STEP = 2;
  private static final int FILE_VERSION = 3;
  private static final int SUMMARY = 5;
  private static final int SESSION_LOG = 7;
  private static final int STATUS = 1;
  private static final int START = 1;
  private static final int VALUE = 1;
  private static final int TAG = 1;
  private static final int SIMPLE_VALUE = 2;

  private final RecordWriter file;

  private TensorBoardLog(RecordWriter file) {
    this.file = file;
  }

  /**
   * Starts an event file in a directory, which is made if it is missing.
   *
   * @throws IOException if that is not possible
   */
  public static TensorBoardLog open(Path directory) throws IOException {
    return open(directory, Instant.now());
  }

  /**
   * Starts an event file to go on after a step, as a training does that resumes from a checkpoint:
   * TensorBoard forgets what earlier files of the directory tell of later steps.
   *
   * @throws IllegalArgumentException if the step is negative
   * @throws IOException if that is not possible
   */
  public static TensorBoardLog resume(Path directory, long step) throws IOException {
    return resume(directory, step, Instant.now());
  }

  static TensorBoardLog open(Path directory, Instant now) throws IOException {
    Files.createDirectories(directory);
    Path path = directory.resolve(fileName(number(directory, now.getEpochSecond())));
    RecordWriter file =
        new RecordWriter(
            new BufferedOutputStream(
                Files.newOutputStream(
                    path, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)));
    file.write(event(now).text(FILE_VERSION, VERSION).toBytes());
    file.flush();
    return new TensorBoardLog(file);
  }

  static TensorBoardLog resume(Path directory, long step, Instant now) throws IOException {
    LogEntry.requireStep(step);
    TensorBoardLog log = open(directory, now);
    Protobuf start = new Protobuf().integer(STATUS, START);
    log.file.write(event(now).integer(STEP, step + 1).message(SESSION_LOG, start).toBytes());
    log.file.flush();
    return log;
  }

  private static String fileName(long number) {
    return String.format(Locale.ROOT, "events.out.tfevents.%010d.adjoint", number);
  }

  /** TensorBoard reads the files in the order of their names, so each is after all others. */
  private static long number(Path directory, long seconds) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      long last =
          files
              .map(file -> NAME.matcher(file.getFileName().toString()))
              .filter(Matcher::matches)
              .mapToLong(name -> Long.parseLong(name.group(1)))
              .max()
              .orElse(0);
      return Math.max(seconds, last + 1);
    }
  }

  private static Protobuf event(Instant time) {
    return new Protobuf().number(WALL_TIME, time.getEpochSecond() + time.getNano() * 1e-9);
  }

  @Override
  public void add(LogEntry entry) {
    Protobuf value =
        new Protobuf().text(TAG, entry.name()).number(SIMPLE_VALUE, (float) entry.value());
    byte[] bytes =
        event(entry.time())
            .integer(STEP, entry.step())
            .message(SUMMARY, new Protobuf().message(VALUE, value))
            .toBytes();
    Writing.unchecked(() -> file.write(bytes));
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
