package dev.adjoint.data.csv;

import dev.adjoint.io.InputFile;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.zip.ZipException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Reads one stream into rows of equal lengths. */
final class CsvReader {
  private static final int BYTE_ORDER_MARK = 0xfeff;

  private final String name;
  private final CsvSettings settings;

  CsvReader(String name, CsvSettings settings) {
    this.name = name;
    this.settings = settings;
  }

  CsvTable read(InputStream in) throws IOException {
    try {
      return table(rows(text(in)));
    } catch (ZipException e) {
      throw new CsvException(name + ": broken gzip data: " + e.getMessage(), e);
    } catch (EOFException e) {
      throw new CsvException(name + ": truncated before the end of its gzip data", e);
    } catch (CharacterCodingException e) {
      throw new CsvException(name + ": bytes found that are no text in UTF-8", e);
    }
  }

  /** The decompressed text, without the mark that some spreadsheets put at its start. */
  private static Reader text(InputStream in) throws IOException {
    InputStream plain = InputFile.decompressed(in);
    // The decoder of a charset's name would replace broken bytes in silence.
    Reader reader =
        new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8.newDecoder()));
    reader.mark(1);
    if (reader.read() != BYTE_ORDER_MARK) {
      reader.reset();
    }
    return reader;
  }

  private List<Row> rows(Reader text) throws IOException {
    CSVFormat format = CSVFormat.DEFAULT.builder().setDelimiter(settings.delimiter()).get();
    List<Row> rows = new ArrayList<>();
    // The caller owns the stream, so the parser is not closed.
    CSVParser parser = CSVParser.builder().setReader(text).setFormat(format).get();
    try {
      for (CSVRecord values : parser) {
        rows.add(row(parser.getCurrentLineNumber(), values.toList(), rows));
      }
    } catch (UncheckedIOException e) {
      throw unwrapped(e.getCause(), parser.getCurrentLineNumber());
    }
    return rows;
  }

  private Row row(long line, List<String> values, List<Row> before) throws CsvException {
    if (!before.isEmpty()) {
      Row first = before.get(0);
      if (values.size() != first.values().size()) {
        throw new CsvException(
            "%s, line %d: values found: %d, expected: %d as in line %d"
                .formatted(name, line, values.size(), first.values().size(), first.line()));
      }
    }
    return new Row(line, values);
  }

  /** What broke the stream itself keeps its type; the rest is what the parser says of quotes. */
  private IOException unwrapped(IOException cause, long line) {
    boolean ofTheStream =
        cause instanceof ZipException
            || cause instanceof EOFException
            || cause instanceof CharacterCodingException;
    return ofTheStream
        ? cause
        : new CsvException("%s, line %d: %s".formatted(name, line, cause.getMessage()), cause);
  }

  private CsvTable table(List<Row> rows) throws CsvException {
    if (rows.isEmpty()) {
      throw new CsvException(name + ": nothing found in it, expected rows of values");
    }
    Row first = rows.get(0);
    if (!settings.isHeader(first.values())) {
      List<String> numbers =
          IntStream.rangeClosed(1, first.values().size()).mapToObj(i -> "column " + i).toList();
      return new CsvTable(name, numbers, rows);
    }
    if (rows.size() == 1) {
      throw new CsvException(name + ": a header found and nothing below it, expected rows");
    }
    Set<String> seen = new HashSet<>();
    for (String column : first.values()) {
      if (!seen.add(column)) {
        throw new CsvException(
            "%s, line %d: two columns are named \"%s\", expected different names"
                .formatted(name, first.line(), column));
      }
    }
    return new CsvTable(name, first.values(), rows.subList(1, rows.size()));
  }
}
