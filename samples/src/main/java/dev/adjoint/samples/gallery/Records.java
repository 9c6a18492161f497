package dev.adjoint.samples.gallery;

import dev.adjoint.data.csv.Csv;
import dev.adjoint.data.csv.CsvTable;
import dev.adjoint.io.AtomicFile;
import dev.adjoint.samples.Exhibit;
import dev.adjoint.samples.Exhibit.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What the runs of the samples showed, kept beside their pictures: a directory for each sample, in
 * it the pictures and {@code exhibits.csv}.
 */
public final class Records {
  static final String FILE = "exhibits.csv";

  /** The results of a run on all of a data set that does not ship. */
  static final String FULL_FILE = "full-data.csv";

  private final Path gallery;

  /**
   * The records in a directory.
   *
   * @param gallery the directory, which need not be there
   */
  public Records(Path gallery) {
    this.gallery = gallery;
  }

  /** The directory of a sample. */
  public Path of(String sample) {
    return gallery.resolve(sample);
  }

  /**
   * What a sample showed, or nothing if it has not been recorded.
   *
   * @throws IOException if the file is broken
   */
  public List<Exhibit> read(String sample) throws IOException {
    return read(sample, FILE);
  }

  /**
   * The results of a sample on all of a data set, or nothing if none have been recorded.
   *
   * @throws IOException if the file is broken
   */
  public List<Exhibit> readFull(String sample) throws IOException {
    return read(sample, FULL_FILE);
  }

  private List<Exhibit> read(String sample, String name) throws IOException {
    Path file = of(sample).resolve(name);
    if (!Files.exists(file)) {
      return List.of();
    }
    CsvTable table = Csv.read(file, c -> c.header(true)).requireColumns(4, "an exhibit");
    List<String> rows = table.texts(0);
    List<String> kinds = table.texts(1);
    List<String> whats = table.texts(2);
    List<String> contents = table.texts(3);
    return IntStream.range(0, table.rows())
        .mapToObj(
            i ->
                new Exhibit(
                    rows.get(i),
                    Kind.valueOf(kinds.get(i).toUpperCase(Locale.ROOT)),
                    whats.get(i),
                    contents.get(i)))
        .toList();
  }

  /**
   * Records what a sample showed in place of what it showed before.
   *
   * @param pictures the directory where the pictures are
   * @throws IOException if a file cannot be copied or written
   */
  void write(String sample, List<Exhibit> exhibits, Path pictures) throws IOException {
    Path directory = Files.createDirectories(of(sample));
    try (Stream<Path> old = Files.list(directory)) {
      for (Path file : old.toList()) {
        if (!file.endsWith(FULL_FILE)) {
          Files.delete(file);
        }
      }
    }
    for (Exhibit exhibit : exhibits) {
      if (exhibit.kind() == Kind.PICTURE) {
        Files.copy(pictures.resolve(exhibit.content()), directory.resolve(exhibit.content()));
      }
    }
    write(directory.resolve(FILE), exhibits);
  }

  /**
   * Records the results of a run on all of a data set that the ordinary record does not have.
   *
   * @throws IOException if the file cannot be written
   */
  void writeFull(String sample, List<Exhibit> exhibits) throws IOException {
    List<String> known = read(sample).stream().map(Exhibit::what).toList();
    write(
        Files.createDirectories(of(sample)).resolve(FULL_FILE),
        exhibits.stream().filter(e -> e.isResult() && !known.contains(e.what())).toList());
  }

  private static void write(Path file, List<Exhibit> exhibits) throws IOException {
    String text =
        Stream.concat(
                Stream.of("row,kind,what,content"),
                exhibits.stream()
                    .map(
                        exhibit ->
                            Stream.of(
                                    exhibit.row(),
                                    exhibit.kind().name().toLowerCase(Locale.ROOT),
                                    exhibit.what(),
                                    exhibit.content())
                                .map(Records::quoted)
                                .collect(Collectors.joining(","))))
            .collect(Collectors.joining("\n", "", "\n"));
    AtomicFile.writeText(file, text);
  }

  private static String quoted(String field) {
    return "\"" + field.replace("\r\n", "\n").replace("\"", "\"\"") + "\"";
  }
}
