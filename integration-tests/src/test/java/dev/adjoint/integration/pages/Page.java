package dev.adjoint.integration.pages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** A page of the documentation, read for its tables. */
final class Page {
  private static final Pattern CELLS = Pattern.compile("(?<!\\\\)\\|");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");
  private final String text;

  private Page(String text) {
    this.text = text;
  }

  /** A page of {@code docs}. */
  static Page read(String name) {
    try {
      return new Page(Files.readString(Path.of("../docs", name)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String text() {
    return text;
  }

  /** The cells of all rows of tables with some number of columns, without their heads. */
  List<List<String>> rows(int columns) {
    return text.lines()
        .filter(line -> line.startsWith("|"))
        .map(Page::cells)
        .filter(cells -> cells.size() == columns)
        .filter(cells -> !cells.get(0).matches("-+"))
        .toList();
  }

  private static List<String> cells(String line) {
    String[] cells = CELLS.split(line, -1);
    return Arrays.stream(cells, 1, cells.length - 1)
        .map(cell -> cell.strip().replace("\\|", "|"))
        .toList();
  }

  /** The pieces of code in a text. */
  static List<String> code(String text) {
    return CODE.matcher(text).results().map(match -> match.group(1)).toList();
  }
}
