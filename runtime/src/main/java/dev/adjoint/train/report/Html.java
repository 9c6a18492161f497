package dev.adjoint.train.report;

import java.util.Locale;

/** Writes parts of HTML and SVG. */
final class Html {
  private Html() {}

  /** A text in which no character is taken for markup, also within an attribute. */
  static String escape(String text) {
    StringBuilder html = new StringBuilder(text.length() + 16);
    for (char c : text.toCharArray()) {
      switch (c) {
        case '&' -> html.append("&amp;");
        case '<' -> html.append("&lt;");
        case '>' -> html.append("&gt;");
        case '"' -> html.append("&quot;");
        case '\'' -> html.append("&#39;");
        default -> html.append(isAllowed(c) ? c : '\ufffd');
      }
    }
    return html.toString();
  }

  /** Control characters have no place in a document. */
  private static boolean isAllowed(char c) {
    return c >= ' ' && c != 0x7f || c == '\n' || c == '\t' || c == '\r';
  }

  /** Digits and points are the same in every country. */
  static String format(String text, Object... values) {
    return String.format(Locale.ROOT, text, values);
  }

  static String section(String title, String body) {
    return format("<section>\n<h2>%s</h2>\n%s</section>\n", escape(title), body);
  }
}
