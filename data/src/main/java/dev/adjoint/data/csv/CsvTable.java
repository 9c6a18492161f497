package dev.adjoint.data.csv;

import dev.adjoint.data.Dataset;
import dev.adjoint.tensor.Tensor;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * The rows of a CSV file, whose values stay text until a column is asked for as something else.
 *
 * <p>Columns are counted from 0, or backwards from -1, the last. Messages, for people who look into
 * the file, count from 1.
 */
public final class CsvTable {
  private final String source;
  private final List<String> names;
  private final List<Row> rows;

  CsvTable(String source, List<String> names, List<Row> rows) {
    this.source = source;
    this.names = List.copyOf(names);
    this.rows = List.copyOf(rows);
  }

  /** How many rows there are, the header not counted. */
  public int rows() {
    return rows.size();
  }

  /** How many columns there are. */
  public int columns() {
    return names.size();
  }

  /** The header, or {@code column 1} and so on if there is none. */
  public List<String> names() {
    return names;
  }

  /**
   * The number of a column.
   *
   * @throws CsvException if no column has the name; the message names those that there are
   */
  public int column(String name) throws CsvException {
    int column = names.indexOf(name);
    if (column < 0) {
      throw new CsvException("%s: no column \"%s\" found among %s".formatted(source, name, names));
    }
    return column;
  }

  /** The values of a column as they stand in the file. */
  public List<String> texts(int column) {
    int index = index(column);
    return rows.stream().map(row -> row.values().get(index)).toList();
  }

  /**
   * The numbers of a column.
   *
   * @throws CsvException if a value is no finite decimal number
   */
  public double[] numbers(int column) throws CsvException {
    int index = index(column);
    double[] numbers = new double[rows.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = number(rows.get(i), index);
    }
    return numbers;
  }

  /**
   * The class labels of a column.
   *
   * @param classes how many classes there are
   * @throws CsvException if a value is no whole number from 0 to {@code classes - 1}
   */
  public int[] labels(int column, int classes) throws CsvException {
    int index = index(column);
    int[] labels = new int[rows.size()];
    for (int i = 0; i < labels.length; i++) {
      OptionalDouble label = Numbers.parse(rows.get(i).values().get(index));
      if (label.isEmpty() || !isLabel(label.getAsDouble(), classes)) {
        throw refused(rows.get(i), index, "a label from 0 to " + (classes - 1));
      }
      labels[i] = (int) label.getAsDouble();
    }
    return labels;
  }

  /**
   * Columns as a matrix with a row for each row of the file.
   *
   * @return a tensor of shape {@code [rows, columns.length]}
   * @throws CsvException if a value is no finite decimal number
   */
  public Tensor features(int... columns) throws CsvException {
    int[] indices = IntStream.of(columns).map(this::index).toArray();
    float[] features = new float[Math.multiplyExact(rows.size(), indices.length)];
    int next = 0;
    for (Row row : rows) {
      for (int column : indices) {
        features[next++] = toFloat(row, column);
      }
    }
    return Tensor.wrap(features, rows.size(), indices.length);
  }

  /**
   * A dataset for classification: one column is the label, all others are features.
   *
   * @param classes how many classes there are
   * @throws CsvException if a feature is no number, or a label no whole number from 0 to {@code
   *     classes - 1}
   */
  public Dataset<Tensor, int[]> labelled(int labelColumn, int classes) throws CsvException {
    int label = index(labelColumn);
    return Dataset.of(features(others(label)), labels(label, classes));
  }

  private int[] others(int column) {
    return IntStream.range(0, columns()).filter(other -> other != column).toArray();
  }

  /**
   * A dataset for regression: one column is the target, all others are features.
   *
   * @return features of shape {@code [rows, columns - 1]} and targets of shape {@code [rows]}
   * @throws CsvException if a value is no finite decimal number
   */
  public Dataset<Tensor, Tensor> regression(int targetColumn) throws CsvException {
    int target = index(targetColumn);
    return Dataset.of(features(others(target)), features(target).reshape(rows()));
  }

  /**
   * A column of names as numbers, by which classes that are words become labels.
   *
   * @return the different values of the column in the order of their characters, which the numbers
   *     count from 0, and a number for each row
   */
  public Categories categories(int column) {
    List<String> texts = texts(column);
    List<String> names = texts.stream().distinct().sorted().toList();
    Map<String, Integer> numbers = new HashMap<>();
    names.forEach(name -> numbers.put(name, numbers.size()));
    return new Categories(names, texts.stream().mapToInt(numbers::get).toArray());
  }

  /**
   * Checks that there are so many columns.
   *
   * @param meaning what the columns are, for the message, such as {@code 64 pixels and a label}
   * @return this table
   * @throws CsvException if there are more or fewer
   */
  public CsvTable requireColumns(int count, String meaning) throws CsvException {
    if (columns() != count) {
      throw new CsvException(
          "%s, line %d: columns found: %d, expected: %d (%s)"
              .formatted(source, rows.get(0).line(), columns(), count, meaning));
    }
    return this;
  }

  /**
   * Checks that the numbers of some columns are within bounds.
   *
   * @return this table
   * @throws CsvException if a value is no number or is outside
   */
  public CsvTable requireRange(double low, double high, int... columns) throws CsvException {
    for (Row row : rows) {
      for (int column : columns) {
        double number = number(row, index(column));
        if (number < low || number > high) {
          throw refused(
              row, index(column), "a number from %s to %s".formatted(plain(low), plain(high)));
        }
      }
    }
    return this;
  }

  private double number(Row row, int column) throws CsvException {
    OptionalDouble number = Numbers.parse(row.values().get(column));
    if (number.isEmpty()) {
      throw refused(row, column, "a number");
    }
    return number.getAsDouble();
  }

  private float toFloat(Row row, int column) throws CsvException {
    float number = (float) number(row, column);
    if (Float.isInfinite(number)) {
      throw refused(row, column, "a number within the range of float");
    }
    return number;
  }

  private static boolean isLabel(double number, int classes) {
    return number == Math.rint(number) && number >= 0 && number < classes;
  }

  private CsvException refused(Row row, int column, String expected) {
    String name = names.get(column);
    String number = "column " + (column + 1);
    String text = row.values().get(column);
    return new CsvException(
        "%s, line %d, %s: %s found, expected %s"
            .formatted(
                source,
                row.line(),
                name.equals(number) ? number : "%s (%s)".formatted(number, name),
                text.isBlank() ? "nothing" : "\"" + text + "\"",
                expected));
  }

  private static String plain(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }

  private int index(int column) {
    int index = column < 0 ? column + columns() : column;
    if (index < 0 || index >= columns()) {
      throw new IndexOutOfBoundsException(
          "%s has %d columns, not one with the number %d".formatted(source, columns(), column));
    }
    return index;
  }

  /**
   * The categories of a column.
   *
   * @param names what the numbers stand for
   * @param numbers one for each row
   */
  public record Categories(List<String> names, int[] numbers) {}
}
