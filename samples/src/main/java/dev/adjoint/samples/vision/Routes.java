package dev.adjoint.samples.vision;

import dev.adjoint.tensor.Tensor;
import java.util.Locale;

/** Where pooling sends the adjoints of its numbers. */
final class Routes {
  private static final Tensor MAP =
      Tensor.of(new float[] {1, 5, 2, 0, 3, 4, 1, 1, 0, 2, 7, 8, 6, 1, 9, 2}, 1, 1, 4, 4);
  private static final Tensor ADJOINTS = Tensor.of(new float[] {4, 8, 12, 16}, 1, 1, 2, 2);

  private Routes() {}

  /** What pooling makes of a map, and what comes back to each of its numbers. */
  static String text() {
    var largest = SubsamplingGrad.largestPullback(MAP, 2);
    var mean = SubsamplingGrad.meanPullback(MAP, 2);
    String heads = "map              pooled   adjoints   adjoints of the map%n";
    StringBuilder text = new StringBuilder(heads.formatted());
    append(text, "largest", largest.value(), largest.apply(ADJOINTS));
    append(text, "mean", mean.value(), mean.apply(ADJOINTS));
    return text.toString();
  }

  private static void append(StringBuilder text, String name, Tensor pooled, Tensor adjoints) {
    for (int row = 0; row < 4; row++) {
      text.append(
          "%s   %s   %s   %s   %s%n"
              .formatted(
                  row(MAP, row, "%3.0f"),
                  row(pooled, row, "%5.1f"),
                  row(ADJOINTS, row, "%3.0f"),
                  row(adjoints, row, "%3.0f"),
                  row == 0 ? name : "")
              .stripTrailing());
      text.append('\n');
    }
  }

  private static String row(Tensor x, int row, String format) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < x.dimension(3); i++) {
      String number =
          row < x.dimension(2) ? String.format(Locale.ROOT, format, x.get(0, 0, row, i)) : "";
      text.append(number.isEmpty() ? " ".repeat(format.charAt(1) - '0') : number);
    }
    return text.toString();
  }
}
