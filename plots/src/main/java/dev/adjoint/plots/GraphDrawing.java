package dev.adjoint.plots;

import dev.adjoint.graph.ComputationGraph.Kind;
import dev.adjoint.graph.ComputationGraph.Node;
import dev.adjoint.plots.GraphPicture.Arrow;
import dev.adjoint.plots.GraphPicture.Box;
import dev.adjoint.plots.LayeredLayout.Point;
import dev.adjoint.plots.Pen.Anchor;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;

/** Draws a computation graph: parameters round, operations as boxes, frames behind them. */
final class GraphDrawing {
  private static final Color VARIABLE = new Color(0xFCE4D1);
  private static final Color PLACEHOLDER = new Color(0xE8E8E8);
  private static final Color OPERATION = new Color(0xDCEAF7);
  private static final Color FRAME = new Color(0xF7F7F4);
  private static final Color LINE = new Color(0x8A8A8A);
  private static final Color FAINT = new Color(0xC4C4C4);

  private final GraphPicture picture;
  private final Pen pen;

  private GraphDrawing(GraphPicture picture, Pen pen) {
    this.picture = picture;
    this.pen = pen;
  }

  static void draw(GraphPicture picture, Pen pen) {
    GraphDrawing drawing = new GraphDrawing(picture, pen);
    drawing.head();
    picture.frames().forEach(drawing::frame);
    picture.arrows().forEach(drawing::arrow);
    picture.frames().forEach(drawing::frameTitle);
    picture.boxes().forEach(drawing::node);
  }

  private void head() {
    pen.text(24, 26, picture.title(), Anchor.START, true, Look.INK);
    double x = 24;
    x = key(x, VARIABLE, true, "variable");
    x = key(x, PLACEHOLDER, true, "placeholder");
    x = key(x, OPERATION, false, "operation");
    pen.text(x, 46, "∂ adjoint", Anchor.START, false, Look.VERMILION);
  }

  private double key(double x, Color fill, boolean round, String text) {
    if (round) {
      pen.ellipse(x, 36, 18, 12, fill, LINE);
    } else {
      pen.rectangle(x, 36, 18, 12, 2, fill, LINE);
    }
    pen.text(x + 24, 46, text, Anchor.START, false, Look.INK);
    return x + 24 + (text.length() + 3) * GraphPicture.LETTER_WIDTH;
  }

  private void frame(Box box) {
    pen.rectangle(box.x(), box.y(), box.width(), box.height(), 8, FRAME, FAINT);
  }

  /** On top of arrows that come in. */
  private void frameTitle(Box box) {
    String title = box.lines().get(0);
    double width = title.length() * GraphPicture.LETTER_WIDTH;
    pen.rectangle(box.x() + 10, box.y() + 6, width + 4, 18, 0, FRAME, FRAME);
    pen.text(box.x() + 12, box.y() + 19, title, Anchor.START, false, LINE);
  }

  private void node(Box box) {
    Node node = box.node();
    boolean isIdle = node.values().isEmpty();
    Color line = isIdle ? FAINT : LINE;
    if (node.kind() == Kind.OPERATION) {
      Color fill = isIdle ? Color.WHITE : OPERATION;
      pen.rectangle(box.x(), box.y(), box.width(), box.height(), 4, fill, line);
    } else {
      Color fill = node.kind() == Kind.VARIABLE ? VARIABLE : PLACEHOLDER;
      pen.rectangle(box.x(), box.y(), box.width(), box.height(), box.height() / 2, fill, line);
    }
    double y = box.middleY() - (box.lines().size() - 1) * GraphPicture.LINE_HEIGHT / 2 + 4.5;
    for (int i = 0; i < box.lines().size(); i++) {
      String text = box.lines().get(i);
      Color color = isIdle ? LINE : i == 2 ? Look.VERMILION : Look.INK;
      pen.text(box.middleX(), y, text, Anchor.MIDDLE, i == 0, color);
      y += GraphPicture.LINE_HEIGHT;
    }
  }

  private void arrow(Arrow arrow) {
    List<Point> controls = new ArrayList<>();
    Point before = arrow.points().get(0);
    for (Point point : arrow.points().subList(1, arrow.points().size())) {
      double bend = arrow.isCarried() ? 0 : (point.y() - before.y()) / 2;
      controls.add(new Point(before.x(), before.y() + bend));
      controls.add(new Point(point.x(), point.y() - bend));
      controls.add(point);
      before = point;
    }
    pen.arrow(arrow.points().get(0), controls, arrow.isCarried(), arrow.isIdle() ? FAINT : LINE);
  }
}
