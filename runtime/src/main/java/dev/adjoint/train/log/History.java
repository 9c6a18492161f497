package dev.adjoint.train.log;

import java.util.ArrayList;
import java.util.List;

/** Keeps the numbers of a training in memory, for a report. */
public final class History implements TrainingLog {
  private final List<LogEntry> entries = new ArrayList<>();

  /** A history without entries. */
  public History() {}

  /** A history of a training that was logged before, such as by {@link CsvLog#read}. */
  public static History of(List<LogEntry> entries) {
    History history = new History();
    history.entries.addAll(entries);
    return history;
  }

  @Override
  public void add(LogEntry entry) {
    entries.add(entry);
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}

  /** All entries in the order in which they came. */
  public List<LogEntry> entries() {
    return List.copyOf(entries);
  }

  /** The names of all series in the order in which they came first. */
  public List<String> names() {
    return entries.stream().map(LogEntry::name).distinct().toList();
  }

  /** The entries of one name; none if there is no such name. */
  public List<LogEntry> series(String name) {
    return entries.stream().filter(entry -> entry.name().equals(name)).toList();
  }
}
