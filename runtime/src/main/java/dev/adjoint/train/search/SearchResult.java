package dev.adjoint.train.search;

import dev.adjoint.internal.Csv;
import dev.adjoint.io.AtomicFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.stream.IntStream;

/** What came out of a search. */
public final class SearchResult {
  private final List<String> names;
  private final List<TrialResult> trials;
  private final boolean isMaximum;

  SearchResult(List<String> names, List<TrialResult> trials, boolean isMaximum) {
    this.names = names;
    this.trials = List.copyOf(trials);
    this.isMaximum = isMaximum;
  }

  /** All trials in the order of their numbers. */
  public List<TrialResult> trials() {
    return trials;
  }

  /** The trial with the best objective, of equal ones the first; empty if all failed. */
  public Optional<TrialResult> best() {
    return ranking().stream().findFirst().filter(result -> !result.isFailed());
  }

  /** The trials from the best objective to the worst, and those that failed at the end. */
  public List<TrialResult> ranking() {
    Comparator<TrialResult> byObjective =
        Comparator.comparingDouble(
            result ->
                isMaximum
                    ? -result.objective().orElse(Double.NEGATIVE_INFINITY)
                    : result.objective().orElse(Double.POSITIVE_INFINITY));
    // The sort is stable: of equal objectives the first trial stays first.
    return trials.stream().sorted(byObjective).toList();
  }

  /** The heads of {@link #rows}. */
  public List<String> columns() {
    List<String> columns = new ArrayList<>(List.of("trial"));
    columns.addAll(names);
    columns.addAll(List.of("objective", "seconds", "failure"));
    return columns;
  }

  /** A row of texts for each trial in the order of the ranking, such as for a report's table. */
  public List<List<String>> rows() {
    return ranking().stream()
        .map(
            result ->
                row(
                    result,
                    value -> value instanceof Double number ? rounded(number, 4) : value.toString(),
                    objective -> rounded(objective, 6)))
        .toList();
  }

  private static String rounded(double value, int digits) {
    return String.format(Locale.ROOT, "%." + digits + "g", value);
  }

  private List<String> row(
      TrialResult result, Function<Object, String> parameter, DoubleFunction<String> objective) {
    List<String> row = new ArrayList<>();
    row.add(Integer.toString(result.trial().number()));
    names.forEach(name -> row.add(parameter.apply(result.trial().parameters().get(name))));
    row.add(
        result.objective().isPresent() ? objective.apply(result.objective().getAsDouble()) : "");
    row.add(String.format(Locale.ROOT, "%.3f", result.time().toNanos() * 1e-9));
    row.add(result.reason());
    return row;
  }

  /**
   * Writes all trials in the order of the ranking as CSV with a head, in all digits, replacing a
   * file that is there.
   *
   * @throws IOException if the directory is missing or the file cannot be written
   */
  public void writeCsv(Path path) throws IOException {
    StringBuilder csv = new StringBuilder(Csv.write(columns())).append('\n');
    for (TrialResult result : ranking()) {
      csv.append(Csv.write(row(result, Object::toString, Double::toString))).append('\n');
    }
    AtomicFile.writeText(path, csv.toString());
  }

  /** The table of all trials, from the best to the worst. */
  @Override
  public String toString() {
    List<List<String>> lines = new ArrayList<>(List.of(columns()));
    lines.addAll(rows());
    int[] widths =
        IntStream.range(0, columns().size())
            .map(i -> lines.stream().mapToInt(line -> line.get(i).length()).max().orElse(0))
            .toArray();
    StringBuilder text = new StringBuilder();
    for (List<String> line : lines) {
      StringBuilder padded = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        padded.append(line.get(i)).append(" ".repeat(widths[i] - line.get(i).length() + 2));
      }
      text.append(padded.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }
}
