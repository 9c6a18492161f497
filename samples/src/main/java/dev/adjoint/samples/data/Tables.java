package dev.adjoint.samples.data;

import dev.adjoint.data.Dataset;
import dev.adjoint.data.csv.Csv;
import dev.adjoint.data.csv.CsvTable;
import dev.adjoint.tensor.Tensor;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

/** Small tables that statistics is taught by; their features are as they were measured. */
public final class Tables {
  private Tables() {}

  /**
   * A table whose rows belong to classes.
   *
   * @param data features of shape {@code [rows, features]}, and labels
   * @param features the names of the columns
   * @param classes what the labels stand for
   */
  public record Classes(Dataset<Tensor, int[]> data, List<String> features, List<String> classes) {}

  /**
   * A table with a number to predict for each row.
   *
   * @param data features of shape {@code [rows, features]}, and targets of shape {@code [rows]}
   * @param features the names of the columns
   */
  public record Targets(Dataset<Tensor, Tensor> data, List<String> features) {}

  /** 150 flowers of three species, with the lengths and widths of their leaves in centimetres. */
  public static Classes iris() throws IOException {
    return classes("iris");
  }

  /** 178 wines of three cultivars, with 13 results of their chemical analysis. */
  public static Classes wine() throws IOException {
    return classes("wine");
  }

  /** 569 tumours, benign or malignant, with 30 measures of their cells' nuclei. */
  public static Classes breastCancer() throws IOException {
    return classes("breast-cancer");
  }

  /** 442 patients, with ten measures and the progression of their diabetes a year later. */
  public static Targets diabetes() throws IOException {
    CsvTable table = table("diabetes");
    return new Targets(table.regression(-1), features(table));
  }

  private static Classes classes(String name) throws IOException {
    CsvTable table = table(name);
    CsvTable.Categories categories = table.categories(-1);
    Tensor x = table.features(IntStream.range(0, table.columns() - 1).toArray());
    return new Classes(Dataset.of(x, categories.numbers()), features(table), categories.names());
  }

  private static List<String> features(CsvTable table) {
    return table.names().subList(0, table.columns() - 1);
  }

  private static CsvTable table(String name) throws IOException {
    String file = "tables/" + name + ".csv";
    return Shipped.read(file, in -> Csv.read(in, file, c -> c.header(true)));
  }
}
