package dev.adjoint.train.report;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/** Draws curves over steps as SVG. */
final class Chart {
  /**
   * Okabe and Ito's palette, which colour-blind people tell apart, dark enough for a light page.
   */
  private static final String[] COLORS = {
    "#0072b2", "#d55e00", "#009e73", "#aa4499", "#b58900", "#4d4d4d"
  };

  private static final int WIDTH = 560;
  private static final int HEIGHT = 300;
  private static final int LEFT = 62;
  private static final int RIGHT = 18;
  private static final int TOP = 14;
  private static final int BOTTOM = 46;

  /** Where the greatest number is so many times the least one, equal factors get equal lengths. */
  private static final double LOGARITHMIC_FROM = 50;

  /** With more points their marks would hide the line. */
  private static final int MOST_MARKS = 40;

  private final String title;
  private final List<Curve> curves;
  private final List<String> known;
  private final Axis x;
  private final Axis y;

  /**
   * Creates a chart.
   *
   * @param known the names of the curves of all charts, so that a name has one colour everywhere
   */
  Chart(String title, List<Curve> curves, List<String> known) {
    this.title = title;
    this.curves = curves;
    this.known = known;
    double[] steps = curves.stream().flatMapToDouble(c -> Arrays.stream(c.steps())).toArray();
    this.x =
        Axis.exact(DoubleStream.of(steps).min().orElse(0), DoubleStream.of(steps).max().orElse(1));
    double[] values =
        curves.stream()
            .flatMapToDouble(c -> Arrays.stream(c.values()))
            .filter(Double::isFinite)
            .toArray();
    double least = DoubleStream.of(values).min().orElse(0);
    double greatest = DoubleStream.of(values).max().orElse(1);
    this.y =
        least > 0 && greatest / least >= LOGARITHMIC_FROM
            ? Axis.logarithmic(least, greatest)
            : Axis.linear(least, greatest);
  }

  /** A figure with a caption, the curves and a legend. */
  String html() {
    StringBuilder out = new StringBuilder("<figure>\n<figcaption>");
    out.append(Html.escape(title));
    out.append(y.isLogarithmic() ? " <small>(logarithmic scale)</small>" : "");
    out.append(
        Html.format("</figcaption>\n<svg viewBox=\"0 0 %d %d\" role=\"img\">\n", WIDTH, HEIGHT));
    out.append(Html.format("<title>%s</title>\n", Html.escape(title)));
    grid(out);
    for (int i = 0; i < curves.size(); i++) {
      curve(out, curves.get(i), color(i));
    }
    out.append("</svg>\n<p class=\"legend\">");
    for (int i = 0; i < curves.size(); i++) {
      Curve curve = curves.get(i);
      out.append(
          Html.format(
              "<span><i style=\"background:%s\"></i>%s <b>%s</b></span>\n",
              color(i), Html.escape(curve.name()), last(curve)));
    }
    return out.append("</p>\n</figure>\n").toString();
  }

  private static String last(Curve curve) {
    double[] values = curve.values();
    return values.length == 0 ? "" : Axis.text(values[values.length - 1]);
  }

  private String color(int curve) {
    // With more names than colours, two of them could meet in a chart.
    boolean isByName = known.size() <= COLORS.length;
    int number = isByName ? known.indexOf(curves.get(curve).name()) : curve;
    return COLORS[number % COLORS.length];
  }

  private void grid(StringBuilder out) {
    for (double tick : y.ticks()) {
      double at = vertical(tick);
      line(out, "grid", LEFT, at, WIDTH - RIGHT, at);
      text(out, "end", LEFT - 8, at + 4, Axis.text(tick));
    }
    double bottom = HEIGHT - BOTTOM;
    line(out, "axis", LEFT, bottom, WIDTH - RIGHT, bottom);
    for (double tick : x.ticks()) {
      if (tick == Math.rint(tick)) {
        double at = horizontal(tick);
        line(out, "axis", at, bottom, at, bottom + 5);
        text(out, "middle", at, bottom + 18, Axis.text(tick));
      }
    }
    text(out, "middle", (LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 8, "step");
  }

  /** A number that is not finite, or not positive on a logarithmic scale, is a gap. */
  private void curve(StringBuilder out, Curve curve, String color) {
    int[] points = curve.points();
    StringBuilder path = new StringBuilder();
    StringBuilder marks = new StringBuilder();
    boolean isOpen = false;
    for (int point : points) {
      double value = curve.values()[point];
      if (!Double.isFinite(value)) {
        isOpen = false;
        continue;
      }
      String at = pixel(horizontal(curve.steps()[point]));
      String up = pixel(vertical(value));
      path.append(isOpen ? "L" : "M").append(at).append(' ').append(up);
      isOpen = true;
      if (points.length <= MOST_MARKS) {
        marks.append(
            Html.format(
                "<circle cx=\"%s\" cy=\"%s\" r=\"3\" fill=\"%s\"><title>%s, step %.0f: %s</title></circle>\n",
                at, up, color, Html.escape(curve.name()), curve.steps()[point], Axis.text(value)));
      }
    }
    out.append(Html.format("<path class=\"curve\" stroke=\"%s\" d=\"%s\"/>\n", color, path));
    out.append(marks);
  }

  private double horizontal(double step) {
    return LEFT + 6 + x.place(step) * (WIDTH - LEFT - RIGHT - 12);
  }

  private double vertical(double value) {
    return HEIGHT - BOTTOM - y.place(value) * (HEIGHT - TOP - BOTTOM);
  }

  private static String pixel(double position) {
    return Html.format("%.1f", position);
  }

  private static void line(
      StringBuilder out, String kind, double x1, double y1, double x2, double y2) {
    out.append(
        Html.format(
            "<line class=\"%s\" x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\"/>\n",
            kind, pixel(x1), pixel(y1), pixel(x2), pixel(y2)));
  }

  private static void text(StringBuilder out, String anchor, double x, double y, String text) {
    out.append(
        Html.format(
            "<text x=\"%s\" y=\"%s\" text-anchor=\"%s\">%s</text>\n",
            pixel(x), pixel(y), anchor, Html.escape(text)));
  }
}
