package dev.adjoint.train.report;

import dev.adjoint.train.metrics.Average;
import dev.adjoint.train.metrics.ConfusionMatrix;
import java.util.List;

/** Writes a confusion matrix as a table: blue for what is right, orange for mistakes. */
final class ConfusionTable {
  private static final String RIGHT = "0,114,178";
  private static final String WRONG = "213,94,0";

  /** From this share of a row on, light text is easier to read. */
  private static final double DARK = 0.55;

  private final ConfusionMatrix matrix;
  private final List<String> names;

  ConfusionTable(ConfusionMatrix matrix, List<String> names) {
    if (names.size() != matrix.classes()) {
      throw new IllegalArgumentException(
          "a confusion matrix of %d classes needs as many names: %s"
              .formatted(matrix.classes(), names));
    }
    this.matrix = matrix;
    this.names = List.copyOf(names);
  }

  String html() {
    StringBuilder out = new StringBuilder();
    out.append(
        Html.format(
            "<p>%d examples: accuracy %.2f %%, macro F1 %.4f. A row is what an example is, a column"
                + " what it was taken for.</p>\n",
            matrix.total(), 100 * matrix.accuracy(), matrix.f1(Average.MACRO)));
    out.append("<div class=\"wide\"><table class=\"confusion\">\n<tr><th></th>");
    names.forEach(name -> out.append("<th>").append(Html.escape(name)).append("</th>"));
    out.append("<th class=\"rate\">precision</th><th class=\"rate\">recall</th>");
    out.append("<th class=\"rate\">F1</th></tr>\n");
    for (int label = 0; label < names.size(); label++) {
      out.append("<tr><th>").append(Html.escape(names.get(label))).append("</th>");
      for (int prediction = 0; prediction < names.size(); prediction++) {
        cell(out, label, prediction);
      }
      rate(out, matrix.precision(label));
      rate(out, matrix.recall(label));
      rate(out, matrix.f1(label));
      out.append("</tr>\n");
    }
    return out.append("</table></div>\n").toString();
  }

  private void cell(StringBuilder out, int label, int prediction) {
    long count = matrix.count(label, prediction);
    double share = (double) count / Math.max(1, matrix.support(label));
    // A single mistake among many examples must still be seen.
    double strength =
        count == 0 ? 0 : label == prediction ? 0.1 + 0.8 * share : 0.15 + 0.85 * share;
    out.append(
        Html.format(
            "<td style=\"background:rgba(%s,%.3f)%s\" title=\"%s taken for %s: %d\">%s</td>",
            label == prediction ? RIGHT : WRONG,
            strength,
            strength > DARK ? ";color:#fff" : "",
            Html.escape(names.get(label)),
            Html.escape(names.get(prediction)),
            count,
            count == 0 ? "" : Long.toString(count)));
  }

  private static void rate(StringBuilder out, double value) {
    out.append(Html.format("<td class=\"rate\">%.3f</td>", value));
  }
}
