package dev.adjoint.plots;

import dev.adjoint.plots.LayeredLayout.Point;
import java.awt.Color;
import java.util.List;

/** Draws shapes and text, in pixels or as a vector graphic. */
interface Pen {
  /** Where text stands to its point. */
  enum Anchor {
    START,
    MIDDLE
  }

  /**
   * Draws a rectangle.
   *
   * @param corner the radius of its corners
   */
  void rectangle(
      double x, double y, double width, double height, double corner, Color fill, Color line);

  /** Draws an ellipse within a rectangle. */
  void ellipse(double x, double y, double width, double height, Color fill, Color line);

  /**
   * Draws curves through points with an arrow head at the last.
   *
   * @param controls for each point after the first, two control points and the point itself
   */
  void arrow(Point start, List<Point> controls, boolean dashed, Color color);

  /** Writes text whose base line is at {@code y}. */
  void text(double x, double y, String text, Anchor anchor, boolean bold, Color color);
}
