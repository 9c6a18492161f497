package dev.adjoint.plots;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;

/** Paints bands of colour with axes, and paths and points on them. */
final class SurfacePainter {
  private static final int LEFT = 62;
  private static final int RIGHT = 24;
  private static final int BELOW = 52;
  private static final int ABOVE = 42;
  private static final int LEGEND = 26;
  private static final int TICKS = 4;

  private static final Font TITLE_FONT = Look.font(Font.BOLD, 15);
  private static final Font FONT = Look.font(Font.PLAIN, 12);

  private final String title;
  private final String x;
  private final String y;
  private final Surface.Range horizontal;
  private final Surface.Range vertical;
  private final List<Surface.Track> tracks;

  SurfacePainter(
      String title,
      String x,
      String y,
      Surface.Range horizontal,
      Surface.Range vertical,
      List<Surface.Track> tracks) {
    this.title = title;
    this.x = x;
    this.y = y;
    this.horizontal = horizontal;
    this.vertical = vertical;
    this.tracks = tracks;
  }

  BufferedImage paint(Heights heights, int width, int height) {
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = picture.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, width, height);
    int w = width - LEFT - RIGHT;
    int h = height - ABOVE - BELOW - LEGEND;
    Heights.Banded banded = heights.sample(w, h);
    graphics.drawImage(image(banded.bands(), heights.bands(), w, h), LEFT, ABOVE, null);
    graphics.setClip(LEFT, ABOVE, w, h);
    tracks.forEach(track -> paint(graphics, track, w, h));
    graphics.setClip(null);
    axes(graphics, w, h);
    graphics.setFont(TITLE_FONT);
    graphics.setColor(Look.INK);
    centered(graphics, title, LEFT + w / 2, ABOVE - 16);
    legend(graphics, banded, w, height - 14);
    graphics.dispose();
    return picture;
  }

  /** Bands, with a darker line where one meets the next. */
  private static BufferedImage image(int[] bands, int count, int w, int h) {
    BufferedImage image = new BufferedImage(w, h, BufferedImage.TYPE_INT_RGB);
    for (int row = 0; row < h; row++) {
      for (int column = 0; column < w; column++) {
        int band = bands[row * w + column];
        boolean isEdge =
            column + 1 < w && bands[row * w + column + 1] != band
                || row + 1 < h && bands[(row + 1) * w + column] != band;
        Color color = band < 0 ? Color.WHITE : Look.shade((double) band / (count - 1));
        image.setRGB(column, row, (isEdge ? color.darker() : color).getRGB());
      }
    }
    return image;
  }

  private void paint(Graphics2D graphics, Surface.Track track, int w, int h) {
    double[] px = new double[track.x().length];
    double[] py = new double[px.length];
    Path2D line = new Path2D.Double();
    for (int i = 0; i < px.length; i++) {
      px[i] = LEFT + w * horizontal.fraction(track.x()[i]);
      py[i] = ABOVE + h * (1 - vertical.fraction(track.y()[i]));
      if (i == 0) {
        line.moveTo(px[0], py[0]);
      } else {
        line.lineTo(px[i], py[i]);
      }
    }
    graphics.setColor(track.color());
    graphics.setStroke(new BasicStroke(2));
    if (track.isPath()) {
      graphics.draw(line);
      graphics.draw(disc(px[0], py[0], 5));
      graphics.fill(disc(px[px.length - 1], py[px.length - 1], 5));
    } else {
      for (int i = 0; i < px.length; i++) {
        graphics.setColor(track.color());
        graphics.fill(disc(px[i], py[i], 4));
        graphics.setColor(Color.WHITE);
        graphics.setStroke(new BasicStroke(1));
        graphics.draw(disc(px[i], py[i], 4));
      }
    }
  }

  private static Ellipse2D disc(double x, double y, double radius) {
    return new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius);
  }

  private void axes(Graphics2D graphics, int w, int h) {
    graphics.setFont(FONT);
    graphics.setColor(Look.INK);
    for (int i = 0; i <= TICKS; i++) {
      double fraction = (double) i / TICKS;
      centered(
          graphics, number(horizontal.at(fraction)), (int) (LEFT + w * fraction), ABOVE + h + 17);
      String text = number(vertical.at(fraction));
      graphics.drawString(
          text,
          LEFT - 6 - graphics.getFontMetrics().stringWidth(text),
          (int) (ABOVE + h * (1 - fraction)) + 4);
    }
    centered(graphics, x, LEFT + w / 2, ABOVE + h + 36);
    AffineTransform upright = graphics.getTransform();
    graphics.rotate(-Math.PI / 2, 14, ABOVE + h / 2.0);
    centered(graphics, y, 14, ABOVE + h / 2 + 4);
    graphics.setTransform(upright);
  }

  /** The names of what is on the surface, and its least and greatest value. */
  private void legend(Graphics2D graphics, Heights.Banded banded, int w, int baseline) {
    graphics.setFont(FONT);
    int at = LEFT;
    for (Surface.Track track : tracks) {
      if (!track.name().isEmpty()) {
        graphics.setColor(track.color());
        graphics.fill(disc(at + 5, baseline - 4, 5));
        graphics.setColor(Look.INK);
        graphics.drawString(track.name(), at + 15, baseline);
        at += 29 + graphics.getFontMetrics().stringWidth(track.name());
      }
    }
    String range = "%s to %s".formatted(number(banded.low()), number(banded.high()));
    graphics.setColor(Color.GRAY);
    graphics.drawString(range, LEFT + w - graphics.getFontMetrics().stringWidth(range), baseline);
  }

  private static void centered(Graphics2D graphics, String text, int center, int baseline) {
    graphics.drawString(text, center - graphics.getFontMetrics().stringWidth(text) / 2, baseline);
  }

  private static String number(double value) {
    String text = String.format(Locale.ROOT, "%.3g", value);
    return text.contains("e") || !text.contains(".") ? text : text.replaceAll("\\.?0+$", "");
  }
}
