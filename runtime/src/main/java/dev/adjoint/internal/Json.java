package dev.adjoint.internal;

/** Writes the parts of JSON (RFC 8259). */
public final class Json {
  private Json() {}

  /** Appends a text in quotation marks, with escapes where JSON wants them. */
  public static StringBuilder quote(StringBuilder json, String text) {
    json.append('"');
    for (char c : text.toCharArray()) {
      if (c < ' ') {
        json.append("\\u%04x".formatted((int) c));
      } else {
        json.append(c == '"' || c == '\\' ? "\\" : "").append(c);
      }
    }
    return json.append('"');
  }

  /** A number, or a text for what JSON has no number for: {@code "NaN"}, {@code "-Infinity"}. */
  public static String number(double value) {
    return Double.isFinite(value) ? Double.toString(value) : "\"" + value + "\"";
  }
}
