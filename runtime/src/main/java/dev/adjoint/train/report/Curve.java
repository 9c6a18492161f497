package dev.adjoint.train.report;

import dev.adjoint.train.log.LogEntry;
import java.util.ArrayList;
import java.util.List;

/** A series of a chart. */
record Curve(String name, double[] steps, double[] values) {
  /** More points than this are not told apart in a chart. */
  private static final int MOST_POINTS = 400;

  static Curve of(String name, List<LogEntry> entries) {
    return new Curve(
        name,
        entries.stream().mapToDouble(LogEntry::step).toArray(),
        entries.stream().mapToDouble(LogEntry::value).toArray());
  }

  /**
   * The points to draw: all, or of each group of neighbours the least and the greatest, so that no
   * peak is lost.
   */
  int[] points() {
    int count = values.length;
    List<Integer> points = new ArrayList<>();
    // Two points come from a group.
    int group = count <= MOST_POINTS ? 1 : 2 * ((count - 1) / MOST_POINTS + 1);
    for (int from = 0; from < count; from += group) {
      int least = from;
      int greatest = from;
      for (int i = from; i < Math.min(count, from + group); i++) {
        least = values[i] < values[least] ? i : least;
        greatest = values[i] > values[greatest] ? i : greatest;
      }
      points.add(Math.min(least, greatest));
      if (least != greatest) {
        points.add(Math.max(least, greatest));
      }
    }
    if (count > 0 && points.get(points.size() - 1) != count - 1) {
      points.add(count - 1);
    }
    return points.stream().mapToInt(i -> i).toArray();
  }
}
