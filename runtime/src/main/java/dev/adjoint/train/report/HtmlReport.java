package dev.adjoint.train.report;

import dev.adjoint.internal.Required;
import dev.adjoint.io.AtomicFile;
import dev.adjoint.train.log.History;
import dev.adjoint.train.metrics.ConfusionMatrix;
import dev.adjoint.train.search.SearchResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A report of a training as one HTML file, which needs no network and no other file:
 *
 * <pre>{@code
 * HtmlReport.write(path, r -> r.title("Digits")
 *     .setting("optimizer", "Adam, learning rate 0.003")
 *     .curves(history)
 *     .confusion(matrix)
 *     .source("MlpGrad", generatedSource));
 * }</pre>
 *
 * <p>Sections come in the order of the calls, and whatever text is given is shown as it is.
 */
public final class HtmlReport {
  private final List<String> sections = new ArrayList<>();
  private final Map<String, String> settings = new LinkedHashMap<>();
  private String title = "Training";

  private HtmlReport() {}

  /**
   * Writes a report, replacing a file that is there.
   *
   * @throws IllegalArgumentException if a setting is impossible
   * @throws IOException if the directory is missing or the file cannot be written
   */
  public static void write(Path path, Consumer<HtmlReport> settings) throws IOException {
    HtmlReport report = new HtmlReport();
    settings.accept(report);
    AtomicFile.writeText(path, report.html());
  }

  /**
   * What stands above; "Training" by default.
   *
   * @throws IllegalArgumentException if it is blank
   */
  public HtmlReport title(String value) {
    title = Required.notBlank("title", value);
    return this;
  }

  /**
   * A line of the table of settings, which stands before all sections, such as the optimizer.
   *
   * @throws IllegalArgumentException if the name is blank
   */
  public HtmlReport setting(String name, Object value) {
    settings.put(Required.notBlank("setting", name), String.valueOf(value));
    return this;
  }

  /**
   * Charts of all that was logged: series whose names have the same text before the first slash
   * share one, as in TensorBoard. A chart of positive numbers far apart has a logarithmic scale.
   */
  public HtmlReport curves(History history) {
    Map<String, List<String>> groups =
        history.names().stream()
            .collect(
                Collectors.groupingBy(HtmlReport::group, LinkedHashMap::new, Collectors.toList()));
    List<String> known = history.names().stream().map(HtmlReport::withoutGroup).distinct().toList();
    StringBuilder charts = new StringBuilder("<div class=\"charts\">\n");
    groups.forEach(
        (group, names) -> {
          List<Curve> curves =
              names.stream()
                  .map(name -> Curve.of(withoutGroup(name), history.series(name)))
                  .toList();
          charts.append(new Chart(group, curves, known).html());
        });
    charts.append(groups.isEmpty() ? "<p>Nothing was logged.</p>\n" : "").append("</div>\n");
    return add("Learning curves", charts.toString());
  }

  private static String group(String name) {
    int slash = name.indexOf('/');
    return slash <= 0 ? name : name.substring(0, slash);
  }

  private static String withoutGroup(String name) {
    int slash = name.indexOf('/');
    return slash <= 0 ? name : name.substring(slash + 1);
  }

  /**
   * Bars for how long each epoch took.
   *
   * @throws IllegalArgumentException if there is none, or one is negative
   */
  public HtmlReport epochTimes(List<Duration> times) {
    if (times.isEmpty()) {
      throw new IllegalArgumentException("epochTimes must have at least one epoch: []");
    }
    for (Duration time : times) {
      if (time.isNegative()) {
        throw new IllegalArgumentException("epochTimes must not be negative: " + time);
      }
    }
    return add("Time per epoch", TimeBars.html(times));
  }

  /** A confusion matrix as a coloured table, whose classes are called by their numbers. */
  public HtmlReport confusion(ConfusionMatrix matrix) {
    return confusion(
        matrix, IntStream.range(0, matrix.classes()).mapToObj(Integer::toString).toList());
  }

  /**
   * A confusion matrix as a coloured table, with precision, recall and F1 of each class.
   *
   * @param names of the classes
   * @throws IllegalArgumentException if there are not as many names as classes
   */
  public HtmlReport confusion(ConfusionMatrix matrix, List<String> names) {
    return add("Confusion matrix", new ConfusionTable(matrix, names).html());
  }

  /**
   * A source text in a block that scrolls, with line numbers, such as the generated backward
   * method.
   *
   * @param name what it is called
   * @param source the text itself
   */
  public HtmlReport source(String name, String source) {
    return add(Required.notBlank("source", name), SourceListing.html(source));
  }

  /**
   * The source in a file, such as one in {@code target/generated-sources/annotations}.
   *
   * @throws IOException if it cannot be read
   */
  public HtmlReport source(Path file) throws IOException {
    return source(String.valueOf(file.getFileName()), Files.readString(file));
  }

  /**
   * A table.
   *
   * @param title what stands above
   * @param columns the heads of its columns
   * @param rows as many cells each
   * @throws IllegalArgumentException if a row has more or fewer cells
   */
  public HtmlReport table(String title, List<String> columns, List<List<String>> rows) {
    return add(Required.notBlank("title of a table", title), Table.html(columns, rows));
  }

  /** The table of a search for hyperparameters, from the best trial to the worst. */
  public HtmlReport search(SearchResult result) {
    return table("Search", result.columns(), result.rows());
  }

  private HtmlReport add(String heading, String body) {
    sections.add(Html.section(heading, body));
    return this;
  }

  private String html() throws IOException {
    StringBuilder out = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n");
    out.append("<meta charset=\"utf-8\">\n");
    out.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    out.append("<title>").append(Html.escape(title)).append("</title>\n<style>\n");
    out.append(Style.read()).append("</style>\n</head>\n<body>\n");
    out.append("<h1>").append(Html.escape(title)).append("</h1>\n");
    if (!settings.isEmpty()) {
      out.append(Html.section("Settings", Table.ofSettings(settings)));
    }
    sections.forEach(out::append);
    return out.append("</body>\n</html>\n").toString();
  }
}
