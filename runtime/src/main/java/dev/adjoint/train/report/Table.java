package dev.adjoint.train.report;

import java.util.List;
import java.util.Map;

/** Writes tables. */
final class Table {
  private Table() {}

  static String ofSettings(Map<String, String> settings) {
    StringBuilder out = new StringBuilder("<table class=\"settings\">\n");
    settings.forEach(
        (name, value) ->
            out.append("<tr><th>")
                .append(Html.escape(name))
                .append("</th><td>")
                .append(Html.escape(value))
                .append("</td></tr>\n"));
    return out.append("</table>\n").toString();
  }

  static String html(List<String> columns, List<List<String>> rows) {
    StringBuilder out = new StringBuilder("<div class=\"wide\"><table class=\"rows\">\n<tr>");
    columns.forEach(column -> out.append("<th>").append(Html.escape(column)).append("</th>"));
    out.append("</tr>\n");
    for (List<String> row : rows) {
      if (row.size() != columns.size()) {
        throw new IllegalArgumentException(
            "a row of a table with the columns %s needs as many cells: %s".formatted(columns, row));
      }
      out.append("<tr>");
      row.forEach(cell -> out.append("<td>").append(Html.escape(cell)).append("</td>"));
      out.append("</tr>\n");
    }
    return out.append("</table></div>\n").toString();
  }
}
