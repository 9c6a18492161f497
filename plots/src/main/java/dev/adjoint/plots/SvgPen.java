package dev.adjoint.plots;

import dev.adjoint.plots.LayeredLayout.Point;
import java.awt.Color;
import java.util.List;
import java.util.Locale;

/** Draws as a vector graphic (SVG 1.1), which needs no font here. */
final class SvgPen implements Pen {
  private final StringBuilder out = new StringBuilder();

  /** The graphic of a picture. */
  static String draw(GraphPicture picture) {
    SvgPen pen = new SvgPen();
    pen.add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %.0f %.0f\" width=\"%.0f\""
            + " height=\"%.0f\" font-family=\"monospace\" font-size=\"%d\">%n",
        picture.width(),
        picture.height(),
        picture.width(),
        picture.height(),
        GraphPicture.FONT_SIZE);
    pen.add("<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n");
    GraphDrawing.draw(picture, pen);
    return pen.out.append("</svg>\n").toString();
  }

  private void add(String format, Object... arguments) {
    out.append(String.format(Locale.ROOT, format.replace("%n", "\n"), arguments));
  }

  @Override
  public void rectangle(
      double x, double y, double width, double height, double corner, Color fill, Color line) {
    add(
        "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"%.1f\" fill=\"%s\""
            + " stroke=\"%s\"/>%n",
        x, y, width, height, corner, hex(fill), hex(line));
  }

  @Override
  public void ellipse(double x, double y, double width, double height, Color fill, Color line) {
    add(
        "<ellipse cx=\"%.1f\" cy=\"%.1f\" rx=\"%.1f\" ry=\"%.1f\" fill=\"%s\" stroke=\"%s\"/>%n",
        x + width / 2, y + height / 2, width / 2, height / 2, hex(fill), hex(line));
  }

  @Override
  public void arrow(Point start, List<Point> controls, boolean dashed, Color color) {
    add("<path d=\"M%.1f,%.1f", start.x(), start.y());
    for (int i = 0; i < controls.size(); i++) {
      add(i % 3 == 0 ? " C%.1f,%.1f" : " %.1f,%.1f", controls.get(i).x(), controls.get(i).y());
    }
    add(
        "\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.3\"%s/>%n",
        hex(color), dashed ? " stroke-dasharray=\"5,4\"" : "");
    add("<path d=\"");
    List<Point> head = ArrowHead.at(start, controls);
    for (int i = 0; i < head.size(); i++) {
      add(i == 0 ? "M%.1f,%.1f" : " L%.1f,%.1f", head.get(i).x(), head.get(i).y());
    }
    add(" Z\" fill=\"%s\"/>%n", hex(color));
  }

  @Override
  public void text(double x, double y, String text, Anchor anchor, boolean bold, Color color) {
    add(
        "<text x=\"%.1f\" y=\"%.1f\"%s%s fill=\"%s\" xml:space=\"preserve\">%s</text>%n",
        x,
        y,
        anchor == Anchor.MIDDLE ? " text-anchor=\"middle\"" : "",
        bold ? " font-weight=\"bold\"" : "",
        hex(color),
        text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
  }

  private static String hex(Color color) {
    return String.format(Locale.ROOT, "#%06x", color.getRGB() & 0xffffff);
  }
}
