package dev.adjoint.train.log;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Gives each entry to all logs, also where one of them fails. */
record SeveralLogs(List<TrainingLog> logs) implements TrainingLog {

  @Override
  public void add(LogEntry entry) {
    forAll(log -> log.add(entry));
  }

  @Override
  public void flush() {
    forAll(TrainingLog::flush);
  }

  @Override
  public void close() {
    forAll(TrainingLog::close);
  }

  private void forAll(Consumer<TrainingLog> action) {
    RuntimeException failure = null;
    for (TrainingLog log : logs) {
      try {
        action.accept(log);
      } catch (RuntimeException e) {
        failure = joined(failure, e);
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private static RuntimeException joined(@Nullable RuntimeException first, RuntimeException next) {
    if (first == null) {
      return next;
    }
    first.addSuppressed(next);
    return first;
  }
}
