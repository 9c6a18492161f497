package dev.adjoint.data.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adjoint.data.Dataset;
import dev.adjoint.tensor.Tensor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {
  @TempDir Path directory;

  private static CsvTable read(String text) throws IOException {
    return read(text, settings -> {});
  }

  private static CsvTable read(String text, Consumer<CsvSettings> settings) throws IOException {
    return Csv.read(
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "a.csv", settings);
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private static void refused(ThrowingCallable reading, String message) {
    assertThatThrownBy(reading).isInstanceOf(CsvException.class).hasMessage(message);
  }

  @Test
  void featuresAndLabels() throws IOException {
    Dataset<Tensor, int[]> data = read("1,2.5,0\n-3,4e1,2\n").labelled(-1, 3);
    assertThat(data.x()).isEqualTo(Tensor.of(new float[][] {{1, 2.5f}, {-3, 40}}));
    assertThat(data.y()).containsExactly(0, 2);
  }

  @Test
  void theLabelMayStandAnywhere() throws IOException {
    Dataset<Tensor, int[]> data = read("1, 2.5, 3\r\n0, 4, 5\r\n").labelled(0, 2);
    assertThat(data.x()).isEqualTo(Tensor.of(new float[][] {{2.5f, 3}, {4, 5}}));
    assertThat(data.y()).containsExactly(1, 0);
  }

  @Test
  void aHeaderIsFoundWhereNothingIsANumber() throws IOException {
    CsvTable table = read("width,kind\n1.5,oak\n2,\"elm, wych\"\n");
    assertThat(table.names()).containsExactly("width", "kind");
    assertThat(table.rows()).isEqualTo(2);
    assertThat(table.numbers(table.column("width"))).containsExactly(1.5, 2);
    assertThat(table.texts(table.column("kind"))).containsExactly("oak", "elm, wych");
    refused(() -> table.column("height"), "a.csv: no column \"height\" found among [width, kind]");
  }

  @Test
  void aHeaderIsWhatTheCallerSays() throws IOException {
    assertThat(read("1,2\n3,4\n", c -> c.header(true)).names()).containsExactly("1", "2");
    CsvTable table = read("a;b\nc;d\n", c -> c.header(false).delimiter(';'));
    assertThat(table.names()).containsExactly("column 1", "column 2");
    assertThat(table.texts(1)).containsExactly("b", "d");
    assertThat(table.columns()).isEqualTo(2);
  }

  @Test
  void gzipIsKnownByItsFirstBytes() throws IOException {
    Path path = Files.write(directory.resolve("data"), gzip("1,2\n3,4\n"));
    assertThat(Csv.read(path).features(0, 1)).isEqualTo(Tensor.of(new float[][] {{1, 2}, {3, 4}}));
  }

  @Test
  void aByteOrderMarkAndBlankLinesAreSkipped() throws IOException {
    CsvTable table = read("\ufeff1,2\n\n3,x\n");
    assertThat(table.numbers(0)).containsExactly(1, 3);
    refused(() -> table.numbers(1), "a.csv, line 3, column 2: \"x\" found, expected a number");
  }

  @Test
  void aMissingFile() {
    Path path = directory.resolve("none.csv");
    refused(() -> Csv.read(path), path + ": no such file, expected a CSV file");
    refused(() -> Csv.read(directory), directory + ": a directory found, expected a CSV file");
  }

  @Test
  void anEmptyFile() {
    refused(() -> read(""), "a.csv: nothing found in it, expected rows of values");
    refused(() -> read("\n\n"), "a.csv: nothing found in it, expected rows of values");
    refused(() -> read("a,b\n"), "a.csv: a header found and nothing below it, expected rows");
  }

  @Test
  void rowsOfDifferentLengths() {
    refused(
        () -> read("a,b\n1,2\n3\n"), "a.csv, line 3: values found: 1, expected: 2 as in line 1");
    refused(() -> read("1,2\n1,2,3\n"), "a.csv, line 2: values found: 3, expected: 2 as in line 1");
  }

  @Test
  void columnsOfOneName() {
    refused(
        () -> read("a,a\n1,2\n"),
        "a.csv, line 1: two columns are named \"a\", expected different names");
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "NaN", "Infinity", "1f", "0x10", "1e999", "1 2", "--1"})
  void whatIsNoNumber(String text) {
    refused(
        () -> read("x,y\n0,1\n2," + text + "\n").numbers(1),
        "a.csv, line 3, column 2 (y): \"" + text + "\" found, expected a number");
  }

  @Test
  void aMissingValue() {
    refused(
        () -> read("1,2\n ,4\n").features(0),
        "a.csv, line 2, column 1: nothing found, expected a number");
  }

  @Test
  void aFeatureBeyondFloat() throws IOException {
    CsvTable table = read("1e39\n");
    assertThat(table.numbers(0)).containsExactly(1e39);
    refused(
        () -> table.features(0),
        "a.csv, line 1, column 1: \"1e39\" found, expected a number within the range of float");
  }

  @ParameterizedTest
  @ValueSource(strings = {"3", "-1", "0.5", "two", "1e12"})
  void whatIsNoLabel(String label) {
    refused(
        () -> read("0,2\n0," + label + "\n").labels(1, 3),
        "a.csv, line 2, column 2: \"" + label + "\" found, expected a label from 0 to 2");
  }

  @Test
  void labelsMayBeWrittenAsOtherNumbers() throws IOException {
    assertThat(read("0.0\n2.000e+00\n").labels(0, 3)).containsExactly(0, 2);
  }

  @Test
  void whatATableIsRequiredToBe() throws IOException {
    CsvTable table = read("1,2\n3,17\n");
    assertThat(table.requireColumns(2, "x and y").requireRange(0, 17, 0, 1)).isSameAs(table);
    refused(
        () -> table.requireColumns(3, "x, y and z"),
        "a.csv, line 1: columns found: 2, expected: 3 (x, y and z)");
    refused(
        () -> table.requireRange(0, 16, -1),
        "a.csv, line 2, column 2: \"17\" found, expected a number from 0 to 16");
  }

  @Test
  void aColumnThatIsNotThere() throws IOException {
    CsvTable table = read("1,2\n");
    assertThatThrownBy(() -> table.numbers(-3))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("a.csv has 2 columns, not one with the number -3");
  }

  @Test
  void brokenGzip() throws IOException {
    byte[] whole = gzip("1,2\n".repeat(1000));
    Path path = directory.resolve("a.csv.gz");
    Files.write(path, Arrays.copyOf(whole, whole.length / 2));
    refused(() -> Csv.read(path), path + ": truncated before the end of its gzip data");
    whole[2] = 7;
    Files.write(path, whole);
    assertThatThrownBy(() -> Csv.read(path))
        .isInstanceOf(CsvException.class)
        .hasMessageStartingWith(path + ": broken gzip data: ");
  }

  @Test
  void brokenText() throws IOException {
    Path path = Files.write(directory.resolve("a.csv"), new byte[] {'1', ',', (byte) 0xff, '\n'});
    refused(() -> Csv.read(path), path + ": bytes found that are no text in UTF-8");
    assertThatThrownBy(() -> read("1,2\n3,\"4\n"))
        .isInstanceOf(CsvException.class)
        .hasMessageStartingWith("a.csv, line ");
  }

  @Test
  void oneColumnIsTheTargetOfARegression() throws IOException {
    Dataset<Tensor, Tensor> data = read("a,b,c\n1,2.5,3\n4,5,-6\n").regression(1);
    assertThat(data.x()).isEqualTo(Tensor.of(new float[][] {{1, 3}, {4, -6}}));
    assertThat(data.y()).isEqualTo(Tensor.vector(2.5f, 5));
    refused(
        () -> read("1,x\n").regression(-1),
        "a.csv, line 1, column 2: \"x\" found, expected a number");
  }

  @Test
  void wordsBecomeCategories() throws IOException {
    CsvTable table = read("petal,species\n1,virginica\n2,setosa\n3,virginica\n");
    CsvTable.Categories species = table.categories(-1);
    assertThat(species.names()).containsExactly("setosa", "virginica");
    assertThat(species.numbers()).containsExactly(1, 0, 1);
  }
}
