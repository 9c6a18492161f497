package dev.adjoint.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Records of comma-separated values (RFC 4180), each in one line. */
public final class Csv {
  private Csv() {}

  /** A record without its line break. Line breaks in fields become spaces. */
  public static String write(List<String> fields) {
    return fields.stream().map(Csv::field).collect(Collectors.joining(","));
  }

  private static String field(String text) {
    String line = text.replaceAll("\\R", " ");
    boolean isPlain = line.chars().noneMatch(c -> c == ',' || c == '"');
    return isPlain ? line : "\"" + line.replace("\"", "\"\"") + "\"";
  }

  /** The fields of a line that {@link #write} made. */
  public static List<String> read(String line) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean isQuoted = false;
    for (char c : line.toCharArray()) {
      if (c == '"') {
        // A second quotation mark in a row opens again what the first one closed.
        if (!isQuoted && !field.isEmpty()) {
          field.append('"');
        }
        isQuoted = !isQuoted;
      } else if (c == ',' && !isQuoted) {
        fields.add(field.toString());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    fields.add(field.toString());
    return fields;
  }
}
