package dev.adjoint.plots;

import dev.adjoint.plots.LayeredLayout.Point;
import java.util.List;

/** The triangle at the end of an arrow. */
final class ArrowHead {
  private static final double LENGTH = 8;
  private static final double HALF_WIDTH = 3.4;

  private ArrowHead() {}

  /** Its corners, the tip first. */
  static List<Point> at(Point start, List<Point> controls) {
    Point tip = controls.get(controls.size() - 1);
    Point from = controls.get(controls.size() - 2);
    if (from.equals(tip)) {
      from = controls.size() > 3 ? controls.get(controls.size() - 4) : start;
    }
    double length = Math.max(1e-9, Math.hypot(tip.x() - from.x(), tip.y() - from.y()));
    double dx = (tip.x() - from.x()) / length;
    double dy = (tip.y() - from.y()) / length;
    Point base = new Point(tip.x() - LENGTH * dx, tip.y() - LENGTH * dy);
    return List.of(
        tip,
        new Point(base.x() - HALF_WIDTH * dy, base.y() + HALF_WIDTH * dx),
        new Point(base.x() + HALF_WIDTH * dy, base.y() - HALF_WIDTH * dx));
  }
}
