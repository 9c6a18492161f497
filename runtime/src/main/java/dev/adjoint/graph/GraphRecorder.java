package dev.adjoint.graph;

import dev.adjoint.graph.ComputationGraph.Edge;
import dev.adjoint.graph.ComputationGraph.Frame;
import dev.adjoint.graph.ComputationGraph.Kind;
import dev.adjoint.graph.ComputationGraph.Node;
import dev.adjoint.tensor.Tensor;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What generated code tells of a run, for a {@link ComputationGraph}: first the structure, which
 * was known when it was compiled, then each value and each adjoint when it is there. A node that
 * ran several times goes backward in the reverse order.
 */
public final class GraphRecorder {
  private final String name;
  private final List<Frame> frames = new ArrayList<>();
  private final List<Integer> runs = new ArrayList<>();
  private final List<Node> nodes = new ArrayList<>();
  private final List<List<Object>> values = new ArrayList<>();
  private final List<List<Object>> adjoints = new ArrayList<>();
  private final List<Edge> edges = new ArrayList<>();

  /** Edges that there are only if a frame was skipped. */
  private final Map<Edge, Integer> conditional = new HashMap<>();

  /** Frames that were reached and did not run since. */
  private final Set<Integer> reached = new HashSet<>();

  private final Set<Integer> skipped = new HashSet<>();

  private GraphRecorder(String name) {
    this.name = name;
  }

  /** Starts to record a method. */
  public static GraphRecorder of(String name) {
    return new GraphRecorder(name);
  }

  /** Adds the next frame, from 1 on. */
  public void frame(int outer, String label) {
    frames.add(new Frame(frames.size() + 1, outer, label, 0));
    runs.add(0);
  }

  /** Adds a parameter that is differentiated by as the next node. */
  public void variable(String label) {
    add(Kind.VARIABLE, 0, label, "", 0);
  }

  /** Adds a parameter that is not differentiated by as the next node. */
  public void placeholder(String label) {
    add(Kind.PLACEHOLDER, 0, label, "", 0);
  }

  /** Adds an operation as the next node. */
  public void operation(int frame, String label, String operation, int line) {
    add(Kind.OPERATION, frame, label, operation, line);
  }

  private void add(Kind kind, int frame, String label, String operation, int line) {
    nodes.add(new Node(nodes.size(), frame, kind, label, operation, line, List.of(), List.of()));
    values.add(new ArrayList<>());
    adjoints.add(new ArrayList<>());
  }

  /** Adds edges to a node. */
  public void edges(int to, int... from) {
    add(to, false, from);
  }

  /** Adds edges to a node from an earlier trip of a loop. */
  public void carried(int to, int... from) {
    add(to, true, from);
  }

  /** Adds edges to a node that there are only if a frame was skipped. */
  public void skipping(int frame, int to, int... from) {
    for (int node : from) {
      conditional.put(new Edge(node, to, false), frame);
    }
    add(to, false, from);
  }

  private void add(int to, boolean isCarried, int... from) {
    for (int node : from) {
      edges.add(new Edge(node, to, isCarried));
    }
  }

  /** Notes that a frame runs now, or is skipped. */
  public void reach(int frame) {
    if (!reached.add(frame)) {
      skipped.add(frame);
    }
  }

  /** Notes that a frame runs. */
  public void enter(int frame) {
    reached.remove(frame);
    runs.set(frame - 1, runs.get(frame - 1) + 1);
  }

  /** Notes a number, and returns it. */
  public double value(int node, double value) {
    values.get(node).add(value);
    return value;
  }

  /** Notes a number, and returns it. */
  public float value(int node, float value) {
    values.get(node).add(value);
    return value;
  }

  /** Notes a tensor or the like, and returns it. */
  public <T> T value(int node, T value) {
    values.get(node).add(copy(value));
    return value;
  }

  /** Notes an array, whose adjoint is told at the end if it has one. */
  public void show(int node, Object value) {
    values.get(node).add(copy(value));
  }

  /** Notes an adjoint, and returns it. */
  public double adjoint(int node, double adjoint) {
    adjoints.get(node).add(adjoint);
    return adjoint;
  }

  /** Notes an adjoint, and returns it. */
  public float adjoint(int node, float adjoint) {
    adjoints.get(node).add(adjoint);
    return adjoint;
  }

  /** Notes an adjoint, and returns it. */
  public <T> T adjoint(int node, T adjoint) {
    adjoints.get(node).add(copy(adjoint));
    return adjoint;
  }

  /**
   * The graph.
   *
   * @throws IllegalStateException if a node went forward and backward a different number of times
   */
  public ComputationGraph graph() {
    List<Frame> ran = new ArrayList<>();
    for (Frame frame : frames) {
      ran.add(new Frame(frame.id(), frame.outer(), frame.label(), runs.get(frame.id() - 1)));
    }
    List<Node> complete = new ArrayList<>();
    for (Node node : nodes) {
      List<Object> forward = values.get(node.id());
      List<Object> backward = new ArrayList<>(adjoints.get(node.id()));
      if (!backward.isEmpty() && backward.size() != forward.size()) {
        throw new IllegalStateException(
            "\"%s\" in line %d ran %d times and went back %d times; please report"
                .formatted(node.label(), node.line(), forward.size(), backward.size()));
      }
      Collections.reverse(backward);
      complete.add(
          new Node(
              node.id(),
              node.frame(),
              node.kind(),
              node.name(),
              node.operation(),
              node.line(),
              forward,
              backward));
    }
    skipped.addAll(reached);
    List<Edge> taken = new ArrayList<>(edges);
    taken.removeIf(
        edge -> conditional.containsKey(edge) && !skipped.contains(conditional.get(edge)));
    return new ComputationGraph(name, ran, complete, taken);
  }

  /** A copy of what later statements may overwrite. */
  private static Object copy(Object value) {
    if (value instanceof Tensor tensor) {
      return tensor.copy();
    } else if (!value.getClass().isArray()) {
      return value;
    }
    int length = Array.getLength(value);
    Object result = Array.newInstance(value.getClass().getComponentType(), length);
    for (int i = 0; i < length; i++) {
      Object element = Array.get(value, i);
      Array.set(result, i, element == null ? null : copy(element));
    }
    return result;
  }
}
