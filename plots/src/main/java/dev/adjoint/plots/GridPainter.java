package dev.adjoint.plots;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;

/** Lays images of one size out in rows, each with its caption below. */
final class GridPainter {
  private static final int MARGIN = 24;
  private static final int GAP = 14;
  private static final int CAPTION_HEIGHT = 22;
  private static final int TITLE_HEIGHT = 40;

  /** Small images are enlarged by a whole factor until they are about this wide. */
  private static final int TILE_WIDTH = 88;

  private static final Font TITLE_FONT = Look.font(Font.BOLD, 18);
  private static final Font CAPTION_FONT = Look.font(Font.PLAIN, 14);

  private final String title;
  private final int columns;
  private final List<Tile> tiles;
  private final int tileWidth;
  private final int tileHeight;
  private final int stepX;
  private final int stepY;

  GridPainter(String title, int columns, List<Tile> tiles) {
    this.title = title;
    this.columns = columns;
    this.tiles = tiles;
    BufferedImage first = tiles.get(0).image();
    int zoom = Math.max(1, TILE_WIDTH / first.getWidth());
    this.tileWidth = zoom * first.getWidth();
    this.tileHeight = zoom * first.getHeight();
    int widest = tiles.stream().mapToInt(tile -> width(tile.caption(), font(tile))).max().orElse(0);
    boolean captioned = tiles.stream().anyMatch(tile -> !tile.caption().isEmpty());
    this.stepX = Math.max(tileWidth, widest) + GAP;
    this.stepY = tileHeight + GAP + (captioned ? CAPTION_HEIGHT : 0);
  }

  BufferedImage paint() {
    int above = title.isEmpty() ? 0 : TITLE_HEIGHT;
    int rows = (tiles.size() - 1) / columns + 1;
    int gridWidth = columns * stepX - GAP;
    int width = 2 * MARGIN + Math.max(gridWidth, width(title, TITLE_FONT));
    int height = 2 * MARGIN + above + rows * stepY - GAP;
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = picture.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, width, height);
    write(graphics, title, TITLE_FONT, Look.INK, width / 2, MARGIN + 14);
    int left = (width - gridWidth) / 2;
    for (int i = 0; i < tiles.size(); i++) {
      paint(
          graphics, tiles.get(i), left + i % columns * stepX, MARGIN + above + i / columns * stepY);
    }
    graphics.dispose();
    return picture;
  }

  private void paint(Graphics2D graphics, Tile tile, int cellX, int y) {
    int x = cellX + (stepX - GAP - tileWidth) / 2;
    graphics.setColor(tile.highlighted() ? Look.VERMILION : Look.PALE);
    int frame = tile.highlighted() ? 3 : 1;
    graphics.fillRect(x - frame, y - frame, tileWidth + 2 * frame, tileHeight + 2 * frame);
    graphics.drawImage(tile.image(), x, y, tileWidth, tileHeight, null);
    Color color = tile.highlighted() ? Look.VERMILION : Look.INK;
    write(graphics, tile.caption(), font(tile), color, x + tileWidth / 2, y + tileHeight + 18);
  }

  private static Font font(Tile tile) {
    return tile.highlighted() ? CAPTION_FONT.deriveFont(Font.BOLD) : CAPTION_FONT;
  }

  private static void write(
      Graphics2D graphics, String text, Font font, Color color, int center, int baseline) {
    if (!text.isEmpty()) {
      graphics.setFont(font);
      graphics.setColor(color);
      graphics.drawString(text, center - width(text, font) / 2, baseline);
    }
  }

  private static int width(String text, Font font) {
    return text.isEmpty() ? 0 : (int) Fonts.width(text, font);
  }

  /** An image of the grid; its caption may be empty. */
  record Tile(BufferedImage image, String caption, boolean highlighted) {}
}
