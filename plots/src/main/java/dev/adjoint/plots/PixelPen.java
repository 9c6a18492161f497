package dev.adjoint.plots;

import dev.adjoint.plots.LayeredLayout.Point;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;

/** Draws in pixels. */
final class PixelPen implements Pen {
  /** Text stays sharp where a picture is enlarged. */
  private static final double SCALE = 1.5;

  private static final BasicStroke PLAIN = new BasicStroke(1.2f);
  private static final BasicStroke DASHED =
      new BasicStroke(1.3f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {5, 4}, 0);

  private final Graphics2D graphics;

  private PixelPen(Graphics2D graphics) {
    this.graphics = graphics;
  }

  static BufferedImage draw(GraphPicture picture) {
    BufferedImage image =
        new BufferedImage(
            (int) Math.ceil(SCALE * picture.width()),
            (int) Math.ceil(SCALE * picture.height()),
            BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
    graphics.scale(SCALE, SCALE);
    GraphDrawing.draw(picture, new PixelPen(graphics));
    graphics.dispose();
    return image;
  }

  @Override
  public void rectangle(
      double x, double y, double width, double height, double corner, Color fill, Color line) {
    shape(new RoundRectangle2D.Double(x, y, width, height, 2 * corner, 2 * corner), fill, line);
  }

  @Override
  public void ellipse(double x, double y, double width, double height, Color fill, Color line) {
    shape(new Ellipse2D.Double(x, y, width, height), fill, line);
  }

  private void shape(Shape shape, Color fill, Color line) {
    graphics.setColor(fill);
    graphics.fill(shape);
    graphics.setColor(line);
    graphics.setStroke(PLAIN);
    graphics.draw(shape);
  }

  @Override
  public void arrow(Point start, List<Point> controls, boolean dashed, Color color) {
    Path2D path = new Path2D.Double();
    path.moveTo(start.x(), start.y());
    for (int i = 0; i < controls.size(); i += 3) {
      Point a = controls.get(i);
      Point b = controls.get(i + 1);
      Point end = controls.get(i + 2);
      path.curveTo(a.x(), a.y(), b.x(), b.y(), end.x(), end.y());
    }
    graphics.setColor(color);
    graphics.setStroke(dashed ? DASHED : PLAIN);
    graphics.draw(path);
    List<Point> corners = ArrowHead.at(start, controls);
    Path2D head = new Path2D.Double();
    head.moveTo(corners.get(0).x(), corners.get(0).y());
    corners.subList(1, 3).forEach(corner -> head.lineTo(corner.x(), corner.y()));
    head.closePath();
    graphics.fill(head);
  }

  @Override
  public void text(double x, double y, String text, Anchor anchor, boolean bold, Color color) {
    Font font = new Font(Font.MONOSPACED, bold ? Font.BOLD : Font.PLAIN, GraphPicture.FONT_SIZE);
    graphics.setFont(font);
    graphics.setColor(color);
    double width = font.getStringBounds(text, graphics.getFontRenderContext()).getWidth();
    graphics.drawString(text, (float) (anchor == Anchor.MIDDLE ? x - width / 2 : x), (float) y);
  }
}
