package dev.adjoint.plots;

import dev.adjoint.graph.ComputationGraph;
import dev.adjoint.graph.ComputationGraph.Edge;
import dev.adjoint.graph.ComputationGraph.Frame;
import dev.adjoint.graph.ComputationGraph.Node;
import dev.adjoint.graph.NodeText;
import dev.adjoint.plots.LayeredLayout.Point;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where everything of a computation graph stands: each frame is laid out by itself, and is a box
 * for what is around it.
 */
final class GraphPicture {
  static final int FONT_SIZE = 13;

  /** Fixed-width fonts differ little in this. */
  static final double LETTER_WIDTH = 0.605 * FONT_SIZE;

  static final double LINE_HEIGHT = 18;

  private static final double PADDING = 10;
  private static final double FRAME_TOP = 30;
  private static final double FRAME_PADDING = 16;

  /** What arrows to later trips need beside the boxes. */
  private static final double CARRIED_WIDTH = 34;

  private static final double MARGIN = 24;
  private static final double HEAD = 58;

  private final ComputationGraph graph;
  private final Map<Integer, LayeredLayout<String>> layouts = new HashMap<>();
  private final Map<Integer, Point> sizes = new HashMap<>();
  private final List<Box> boxes = new ArrayList<>();
  private final List<Box> frames = new ArrayList<>();
  private final Map<Integer, Box> boxOf = new LinkedHashMap<>();
  private final Map<Integer, Box> frameOf = new HashMap<>();
  private final Map<Integer, Point> origins = new HashMap<>();

  /** A node or a frame with its text. */
  record Box(double x, double y, double width, double height, List<String> lines, Node node) {
    double right() {
      return x + width;
    }

    double middleX() {
      return x + width / 2;
    }

    double middleY() {
      return y + height / 2;
    }

    double bottom() {
      return y + height;
    }
  }

  /** An arrow through points, along curves that leave and reach them straight down. */
  record Arrow(List<Point> points, boolean isCarried, boolean isIdle) {}

  GraphPicture(ComputationGraph graph) {
    this.graph = graph;
    measure(0);
    put(0, MARGIN, HEAD);
  }

  String title() {
    return graph.name();
  }

  List<Box> boxes() {
    return boxes;
  }

  /** Frames, outer ones first. */
  List<Box> frames() {
    return frames;
  }

  double width() {
    return Math.max(sizes.get(0).x() + 2 * MARGIN, 470);
  }

  double height() {
    return sizes.get(0).y() + HEAD + MARGIN;
  }

  List<Arrow> arrows() {
    List<Arrow> result = new ArrayList<>();
    for (Edge edge : graph.edges()) {
      boolean isIdle = isIdle(edge.from()) || isIdle(edge.to());
      List<Point> points = edge.isCarried() ? around(edge) : through(edge);
      result.add(new Arrow(points, edge.isCarried(), isIdle));
    }
    return result;
  }

  private boolean isIdle(int node) {
    return graph.nodes().get(node).values().isEmpty();
  }

  /** The box of a node or a frame within a frame that contains it; empty if none does. */
  private String keyIn(int frame, int node) {
    int at = graph.nodes().get(node).frame();
    if (at == frame) {
      return "node " + node;
    }
    while (at != 0) {
      int outer = graph.frames().get(at - 1).outer();
      if (outer == frame) {
        return "frame " + at;
      }
      at = outer;
    }
    return "";
  }

  private void measure(int frame) {
    LayeredLayout<String> layout = new LayeredLayout<>();
    Map<String, Point> inner = new LinkedHashMap<>();
    List<Edge> edges = graph.edges().stream().filter(edge -> !edge.isCarried()).toList();
    for (Edge edge : edges) {
      if (keyIn(frame, edge.from()).isEmpty() && !keyIn(frame, edge.to()).isEmpty()) {
        layout.addEntry("from " + edge.from());
      }
    }
    for (Node node : graph.nodes()) {
      String key = keyIn(frame, node.id());
      if (key.startsWith("node")) {
        inner.put(key, sizeOf(node));
      } else if (!key.isEmpty() && !inner.containsKey(key)) {
        int number = Integer.parseInt(key.substring("frame ".length()));
        measure(number);
        inner.put(key, sizes.get(number));
      }
    }
    inner.forEach((key, size) -> layout.add(key, size.x(), size.y()));
    for (Edge edge : edges) {
      if (!keyIn(frame, edge.from()).isEmpty() && keyIn(frame, edge.to()).isEmpty()) {
        layout.addExit("to " + edge.from());
      }
    }
    for (Edge edge : edges) {
      String from = keyIn(frame, edge.from());
      String to = keyIn(frame, edge.to());
      if (!(from.isEmpty() && to.isEmpty()) && !from.equals(to)) {
        layout.connect(
            from.isEmpty() ? "from " + edge.from() : from, to.isEmpty() ? "to " + edge.from() : to);
      }
    }
    layout.place();
    layouts.put(frame, layout);
    boolean isCarried =
        graph.edges().stream().anyMatch(e -> e.isCarried() && commonFrame(e) == frame);
    double right = isCarried ? CARRIED_WIDTH : 0;
    double title =
        frame == 0 ? 0 : LETTER_WIDTH * NodeText.of(graph.frames().get(frame - 1)).length();
    sizes.put(
        frame,
        frame == 0
            ? new Point(layout.width() + right, layout.height())
            : new Point(
                Math.max(layout.width() + right, title) + 2 * FRAME_PADDING,
                layout.height() + FRAME_TOP + FRAME_PADDING));
  }

  private static Point sizeOf(Node node) {
    List<String> lines = NodeText.lines(node);
    int longest = lines.stream().mapToInt(String::length).max().orElse(0);
    double round = node.kind() == ComputationGraph.Kind.OPERATION ? 0 : 2 * PADDING;
    return new Point(
        longest * LETTER_WIDTH + 2 * PADDING + round, lines.size() * LINE_HEIGHT + PADDING);
  }

  private void put(int frame, double left, double top) {
    LayeredLayout<String> layout = layouts.get(frame);
    origins.put(frame, new Point(left, top));
    for (Node node : graph.nodes()) {
      if (node.frame() == frame) {
        Point middle = layout.of("node " + node.id());
        Point size = sizeOf(node);
        Box box =
            new Box(
                left + middle.x() - size.x() / 2,
                top + middle.y() - size.y() / 2,
                size.x(),
                size.y(),
                NodeText.lines(node),
                node);
        boxes.add(box);
        boxOf.put(node.id(), box);
      }
    }
    for (Frame inner : graph.frames()) {
      if (inner.outer() == frame && sizes.containsKey(inner.id())) {
        Point middle = layout.of("frame " + inner.id());
        Point size = sizes.get(inner.id());
        double x = left + middle.x() - size.x() / 2;
        double y = top + middle.y() - size.y() / 2;
        Box box =
            new Box(x, y, size.x(), size.y(), List.of(NodeText.of(inner)), graph.nodes().get(0));
        frames.add(box);
        frameOf.put(inner.id(), box);
        put(inner.id(), x + FRAME_PADDING, y + FRAME_TOP);
      }
    }
  }

  /** Out of the frames around its start, and into those around its end. */
  private List<Point> through(Edge edge) {
    List<Point> points = new ArrayList<>();
    Box from = boxOf.get(edge.from());
    Box to = boxOf.get(edge.to());
    points.add(new Point(from.middleX(), from.bottom()));
    int common = commonFrame(edge);
    String exit = "to " + edge.from();
    String entry = "from " + edge.from();
    for (int at = from.node().frame(); at != common; at = graph.frames().get(at - 1).outer()) {
      addRoute(at, keyIn(at, edge.from()), exit, points);
      points.add(absolute(at, exit));
    }
    addRoute(common, keyIn(common, edge.from()), keyIn(common, edge.to()), points);
    List<Integer> inwards = new ArrayList<>();
    for (int at = to.node().frame(); at != common; at = graph.frames().get(at - 1).outer()) {
      inwards.add(0, at);
    }
    for (int at : inwards) {
      points.add(absolute(at, entry));
      addRoute(at, entry, keyIn(at, edge.to()), points);
    }
    points.add(new Point(to.middleX(), to.y()));
    return points;
  }

  private void addRoute(int frame, String from, String to, List<Point> out) {
    Point origin = origins.get(frame);
    for (Point point : layouts.get(frame).between(from, to)) {
      out.add(new Point(origin.x() + point.x(), origin.y() + point.y()));
    }
  }

  private Point absolute(int frame, String key) {
    Point origin = origins.get(frame);
    Point point = layouts.get(frame).of(key);
    return new Point(origin.x() + point.x(), origin.y() + point.y());
  }

  /** Right of all boxes, from the end of a trip to the start of the next. */
  private List<Point> around(Edge edge) {
    Box from = boxOf.get(edge.from());
    Box to = boxOf.get(edge.to());
    int common = commonFrame(edge);
    double right = origins.get(common).x() + layouts.get(common).width() + 0.6 * CARRIED_WIDTH;
    double out = from.middleY() + (edge.from() == edge.to() ? from.height() / 4 : 0);
    double in = to.middleY() - (edge.from() == edge.to() ? from.height() / 4 : 0);
    return List.of(
        new Point(from.right(), out),
        new Point(right, out),
        new Point(right, in),
        new Point(to.right(), in));
  }

  /** The innermost frame around both ends. */
  private int commonFrame(Edge edge) {
    int frame = graph.nodes().get(edge.from()).frame();
    while (keyIn(frame, edge.to()).isEmpty()) {
      frame = graph.frames().get(frame - 1).outer();
    }
    return frame;
  }
}
