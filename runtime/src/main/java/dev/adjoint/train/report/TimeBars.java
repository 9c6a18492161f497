package dev.adjoint.train.report;

import java.time.Duration;
import java.util.List;

/** Draws how long each epoch took as bars. */
final class TimeBars {
  private static final int WIDTH = 1140;
  private static final int HEIGHT = 110;
  private static final int LABELS = 20;
  private static final int MOST_LABELS = 30;

  private TimeBars() {}

  static String html(List<Duration> epochs) {
    double total = epochs.stream().mapToDouble(TimeBars::seconds).sum();
    double longest = epochs.stream().mapToDouble(TimeBars::seconds).max().orElse(0);
    double slot = (double) WIDTH / epochs.size();
    // Without a limit, three epochs would be three walls.
    double width = Math.min(0.8 * slot, 60);
    int every = (epochs.size() - 1) / MOST_LABELS + 1;
    StringBuilder out = new StringBuilder();
    out.append(
        Html.format(
            "<p>%d epochs in %s; %s each on average, %s at most.</p>\n",
            epochs.size(), text(total), text(total / epochs.size()), text(longest)));
    out.append(
        Html.format("<svg class=\"bars\" viewBox=\"0 0 %d %d\" role=\"img\">\n", WIDTH, HEIGHT));
    out.append("<title>seconds per epoch</title>\n");
    for (int i = 0; i < epochs.size(); i++) {
      double seconds = seconds(epochs.get(i));
      double height = longest > 0 ? seconds / longest * (HEIGHT - LABELS - 4) : 0;
      double middle = (i + 0.5) * slot;
      out.append(
          Html.format(
              "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\">"
                  + "<title>epoch %d: %s</title></rect>\n",
              middle - width / 2, HEIGHT - LABELS - height, width, height, i + 1, text(seconds)));
      if (i % every == 0) {
        out.append(
            Html.format(
                "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%d</text>\n",
                middle, HEIGHT - 4, i + 1));
      }
    }
    return out.append("</svg>\n").toString();
  }

  private static double seconds(Duration time) {
    return time.toNanos() * 1e-9;
  }

  private static String text(double seconds) {
    return seconds < 1
        ? Axis.text(1000 * seconds) + " ms"
        : seconds < 120 ? Axis.text(seconds) + " s" : Axis.text(seconds / 60) + " min";
  }
}
