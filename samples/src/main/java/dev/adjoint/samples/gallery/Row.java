package dev.adjoint.samples.gallery;

import dev.adjoint.data.csv.Csv;
import dev.adjoint.data.csv.CsvTable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A row of the lectures' list.
 *
 * @param number such as {@code A1}
 * @param group the heading of the rows of a letter
 * @param system what is to run
 * @param asked what must be seen
 */
public record Row(String number, String group, String system, String asked) {
  private static final String FILE = "/dev/adjoint/samples/rows.csv";

  /**
   * All rows in their order.
   *
   * @throws IOException if the list is missing or broken
   */
  public static List<Row> all() throws IOException {
    try (InputStream in = Row.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new FileNotFoundException(FILE + ": missing in the jar of the samples");
      }
      CsvTable table = Csv.read(in, FILE, c -> c.header(true)).requireColumns(4, "a row");
      List<List<String>> columns = IntStream.range(0, 4).mapToObj(table::texts).toList();
      return IntStream.range(0, table.rows())
          .mapToObj(
              i ->
                  new Row(
                      columns.get(0).get(i),
                      columns.get(1).get(i),
                      columns.get(2).get(i),
                      columns.get(3).get(i)))
          .toList();
    }
  }
}
