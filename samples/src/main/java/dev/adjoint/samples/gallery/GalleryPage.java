package dev.adjoint.samples.gallery;

import static java.util.stream.Collectors.joining;

import dev.adjoint.samples.Exhibit;
import dev.adjoint.samples.Exhibit.Kind;
import dev.adjoint.samples.Sample;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Writes the gallery: what each row's sample is, does, and showed when it was run last. */
public final class GalleryPage {
  private static final String HEAD =
      """
      # Gallery

      Each row of the list of the lectures' systems, with the sample that makes it real, the command that runs it, and
      what its last recorded run measured and drew. Nothing here is written by hand: `adjoint-samples gallery` runs the
      samples again, replaces what is below [docs/gallery](gallery), and writes this page from it. Build the program by
      `mvn -q -DskipTests -pl samples -am package`; with `--add-modules jdk.incubator.vector` after `java` it learns several
      times faster.
      """;

  private final List<Row> rows;
  private final List<Sample> samples;
  private final Map<String, List<Exhibit>> exhibits = new TreeMap<>();
  private final Map<String, List<Exhibit>> onFullData = new TreeMap<>();

  private GalleryPage(List<Row> rows, List<Sample> samples, Records records) throws IOException {
    this.rows = rows;
    this.samples = samples;
    for (Sample sample : samples) {
      exhibits.put(sample.name(), records.read(sample.name()));
      onFullData.put(sample.name(), records.readFull(sample.name()));
    }
  }

  /**
   * The page in Markdown.
   *
   * @throws IOException if the rows or a record cannot be read
   */
  public static String of(List<Sample> samples, Records records) throws IOException {
    return new GalleryPage(Row.all(), samples, records).page();
  }

  private String page() {
    StringBuilder page = new StringBuilder(HEAD);
    page.append("\n## All rows\n\n| row | system | sample | test | result |\n");
    page.append("| --- | --- | --- | --- | --- |\n");
    rows.forEach(row -> page.append(tableRow(row)));
    Map<String, List<Row>> groups = new LinkedHashMap<>();
    for (Row row : rows) {
      groups.computeIfAbsent(row.group(), group -> new java.util.ArrayList<>()).add(row);
    }
    groups.forEach(
        (group, members) -> {
          page.append("\n## %s\n".formatted(group));
          members.forEach(row -> page.append(section(row)));
        });
    return page.toString();
  }

  private List<Sample> samplesOf(Row row) {
    return samples.stream().filter(sample -> sample.rows().contains(row.number())).toList();
  }

  private List<Exhibit> exhibitsOf(Row row, Sample sample) {
    return of(row, exhibits.get(sample.name())).toList();
  }

  private static Stream<Exhibit> of(Row row, List<Exhibit> exhibits) {
    return exhibits.stream().filter(exhibit -> exhibit.row().equals(row.number()));
  }

  private String tableRow(Row row) {
    List<Sample> covering = samplesOf(row);
    String names =
        covering.stream().map(Sample::name).map("`%s`"::formatted).collect(joining(", "));
    String tests =
        covering.stream()
            .map(sample -> "`%sTest`".formatted(sample.getClass().getSimpleName()))
            .collect(joining(", "));
    List<Exhibit> results =
        covering.stream()
            .flatMap(
                sample ->
                    Stream.concat(
                        exhibitsOf(row, sample).stream(), of(row, onFullData.get(sample.name()))))
            .filter(Exhibit::isResult)
            .toList();
    return "| %s | %s | %s | %s | %s |%n"
        .formatted(
            results.isEmpty() ? row.number() : "[%1$s](#%2$s)".formatted(row.number(), anchor(row)),
            cell(row.system()),
            names,
            tests,
            results.isEmpty()
                ? "open"
                : results.stream()
                    .map(GalleryPage::result)
                    .map(GalleryPage::cell)
                    .collect(joining("<br>")))
        .replace("\r", "");
  }

  private String section(Row row) {
    StringBuilder text = new StringBuilder();
    text.append(
        "\n### %s\n\n%s. To be seen: %s.\n"
            .formatted(row.number(), capital(row.system()), row.asked()));
    List<Sample> covering = samplesOf(row);
    if (covering.isEmpty()) {
      text.append("\nOpen: no sample yet.\n");
    }
    for (Sample sample : covering) {
      text.append("\n%s\n\n```\n%s\n```\n".formatted(sample.description(), command(sample)));
      List<Exhibit> shown = exhibitsOf(row, sample);
      List<Exhibit> results = shown.stream().filter(Exhibit::isResult).toList();
      if (!results.isEmpty()) {
        text.append('\n');
        results.forEach(result -> text.append("- %s\n".formatted(result(result))));
      }
      List<Exhibit> full = of(row, onFullData.get(sample.name())).toList();
      if (!full.isEmpty()) {
        text.append(
            "\nOn all of Fashion-MNIST:\n\n```\n%s --data DIR\n```\n\n".formatted(command(sample)));
        full.forEach(result -> text.append("- %s\n".formatted(result(result))));
      }
      for (Exhibit exhibit : shown) {
        if (exhibit.kind() == Kind.PICTURE) {
          text.append(
              "\n![%s](gallery/%s/%s)\n"
                  .formatted(exhibit.what(), sample.name(), exhibit.content()));
        } else if (exhibit.kind() == Kind.EXCERPT) {
          text.append(
              "\n%s:\n\n```\n%s\n```\n".formatted(capital(exhibit.what()), exhibit.content()));
        }
      }
    }
    return text.toString();
  }

  private static String command(Sample sample) {
    StringBuilder command = new StringBuilder("java -jar samples/target/adjoint-samples.jar run ");
    command.append(sample.name());
    sample.full().forEach(option -> command.append(' ').append(option));
    return command.toString();
  }

  private static String result(Exhibit result) {
    return "%s: **%s**%s"
        .formatted(
            result.what(), result.content(), result.kind() == Kind.MISSED ? " (missed)" : "");
  }

  /** GitHub's name for the heading of a row. */
  private static String anchor(Row row) {
    return row.number().toLowerCase(java.util.Locale.ROOT);
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }

  private static String capital(String text) {
    return text.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + text.substring(1);
  }
}
