package dev.adjoint.plots;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleBinaryOperator;

/**
 * The settings of a picture of a function of two variables, each with a default: bands of colour
 * from low (dark) to high (light), with paths and points on them.
 */
public final class Surface implements Panel {
  /** Places to mark, and whether one is reached from the next before. */
  record Track(String name, double[] x, double[] y, boolean isPath, Color color) {}

  private final DoubleBinaryOperator function;
  private final List<Track> tracks = new ArrayList<>();
  private String title = "";
  private String x = "x";
  private String y = "y";
  private Range horizontal = new Range(-1, 1);
  private Range vertical = new Range(-1, 1);
  private int bands = 16;
  private boolean logarithmic;

  Surface(DoubleBinaryOperator function) {
    this.function = function;
  }

  /** The ends of an axis. */
  record Range(double from, double to) {
    double at(double fraction) {
      return from + fraction * (to - from);
    }

    double fraction(double value) {
      return (value - from) / (to - from);
    }
  }

  /** What stands above; nothing by default. */
  public Surface title(String value) {
    title = value;
    return this;
  }

  /** The first variable and its values; from -1 to 1 by default. */
  public Surface x(String name, double from, double to) {
    x = name;
    horizontal = new Range(from, to);
    return this;
  }

  /** The second variable and its values; from -1 to 1 by default. */
  public Surface y(String name, double from, double to) {
    y = name;
    vertical = new Range(from, to);
    return this;
  }

  /**
   * How many bands of colour there are, 16 by default.
   *
   * @throws IllegalArgumentException if the number is not from 2 to 64
   */
  public Surface bands(int value) {
    if (value < 2 || value > 64) {
      throw new IllegalArgumentException("bands must be from 2 to 64: " + value);
    }
    bands = value;
    return this;
  }

  /** Makes the bands of equal ratios above the least value, not of equal differences. */
  public Surface logarithmic() {
    logarithmic = true;
    return this;
  }

  /**
   * Adds a way over the surface, which starts at a ring and ends at a disc.
   *
   * @throws IllegalArgumentException if there are no places, or not two coordinates of each
   */
  public Surface path(String name, double[] xs, double[] ys) {
    return add(name, xs, ys, true);
  }

  /**
   * Adds points.
   *
   * @throws IllegalArgumentException if there are no places, or not two coordinates of each
   */
  public Surface points(String name, double[] xs, double[] ys) {
    return add(name, xs, ys, false);
  }

  private Surface add(String name, double[] xs, double[] ys, boolean isPath) {
    if (xs.length == 0 || xs.length != ys.length) {
      throw new IllegalArgumentException(
          "\"%s\": two coordinates of each place expected, one place at least: %d and %d"
              .formatted(name, xs.length, ys.length));
    }
    Color color = Look.ON_SURFACE.get(tracks.size() % Look.ON_SURFACE.size());
    tracks.add(new Track(name, xs.clone(), ys.clone(), isPath, color));
    return this;
  }

  @Override
  public BufferedImage draw(int width, int height) {
    Heights heights = new Heights(function, horizontal, vertical, bands, logarithmic);
    return new SurfacePainter(title, x, y, horizontal, vertical, tracks)
        .paint(heights, width, height);
  }
}
