package dev.adjoint.train.report;

import java.util.List;

/** Writes a source text with numbers before its lines, in a block that scrolls. */
final class SourceListing {
  private SourceListing() {}

  static String html(String source) {
    StringBuilder out = new StringBuilder("<pre class=\"source\"><code>");
    List<String> lines = source.lines().toList();
    for (String line : lines) {
      out.append("<span>").append(commented(line)).append("</span>\n");
    }
    return out.append("</code></pre>\n").toString();
  }

  /** A comment to the end of the line, or a line within a comment of several, is paler. */
  private static String commented(String line) {
    String start = line.strip();
    if (start.startsWith("*") || start.startsWith("/*")) {
      return "<em>" + Html.escape(line) + "</em>";
    }
    int comment = line.indexOf("// ");
    boolean isInText = comment >= 0 && line.substring(0, comment).contains("\"");
    return comment < 0 || isInText
        ? Html.escape(line)
        : Html.escape(line.substring(0, comment))
            + "<em>"
            + Html.escape(line.substring(comment))
            + "</em>";
  }
}
