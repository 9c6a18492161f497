package dev.adjoint.train.log;

import java.io.Closeable;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;

/**
 * Takes the numbers that a training tells. All methods throw {@link UncheckedIOException} if a file
 * cannot be written. A log is for one thread.
 */
public interface TrainingLog extends Closeable {
  /** Takes a number. */
  void add(LogEntry entry);

  /**
   * Takes a number of this moment.
   *
   * @throws IllegalArgumentException if {@link LogEntry} does
   */
  default void scalar(long step, int epoch, String name, double value) {
    add(new LogEntry(Instant.now(), step, epoch, name, value));
  }

  /** Brings all entries so far to the file; to be called after each epoch. */
  void flush();

  /** Flushes and lets go of the file. Closing again does nothing. */
  @Override
  void close();

  /** A log that gives each entry to several others. */
  static TrainingLog all(TrainingLog... logs) {
    return new SeveralLogs(List.of(logs));
  }
}
