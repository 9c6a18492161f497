package dev.adjoint.graph;

import dev.adjoint.graph.ComputationGraph.Edge;
import dev.adjoint.graph.ComputationGraph.Frame;
import dev.adjoint.graph.ComputationGraph.Kind;
import dev.adjoint.graph.ComputationGraph.Node;
import java.util.stream.Collectors;

/** Writes a computation graph in Graphviz's language. */
final class DotWriter {
  private static final String VARIABLE = "#fce4d1";
  private static final String PLACEHOLDER = "#e4e4e4";
  private static final String OPERATION = "#dceaf7";
  private static final String IDLE = "#ffffff";

  private final ComputationGraph graph;
  private final StringBuilder out = new StringBuilder();

  DotWriter(ComputationGraph graph) {
    this.graph = graph;
  }

  String write() {
    out.append("digraph {\n");
    out.append("  label=").append(quoted(graph.name())).append(";\n  labelloc=t;\n");
    out.append("  fontname=\"Helvetica\";\n");
    out.append("  node [style=filled, fontname=\"Helvetica\", fontsize=10];\n");
    frame(0, "  ");
    graph.edges().forEach(this::edge);
    return out.append("}\n").toString();
  }

  private void frame(int id, String indent) {
    for (Node node : graph.nodes()) {
      if (node.frame() == id) {
        node(node, indent);
      }
    }
    for (Frame frame : graph.frames()) {
      if (frame.outer() == id) {
        out.append(indent).append("subgraph cluster").append(frame.id()).append(" {\n");
        out.append(indent).append("  label=").append(quoted(NodeText.of(frame)));
        out.append("; color=gray; fontsize=10;\n");
        frame(frame.id(), indent + "  ");
        out.append(indent).append("}\n");
      }
    }
  }

  private void node(Node node, String indent) {
    String text =
        NodeText.lines(node).stream().map(DotWriter::escaped).collect(Collectors.joining("\\n"));
    out.append(indent)
        .append(
            "n%d [label=\"%s\", shape=%s, fillcolor=\"%s\"];\n"
                .formatted(
                    node.id(),
                    text,
                    node.kind() == Kind.OPERATION ? "box" : "ellipse",
                    color(node)));
  }

  private static String color(Node node) {
    if (node.values().isEmpty()) {
      return IDLE;
    }
    return switch (node.kind()) {
      case VARIABLE -> VARIABLE;
      case PLACEHOLDER -> PLACEHOLDER;
      case OPERATION -> OPERATION;
    };
  }

  private void edge(Edge edge) {
    out.append(
        "  n%d -> n%d%s;\n"
            .formatted(
                edge.from(),
                edge.to(),
                edge.isCarried() ? " [style=dashed, constraint=false]" : ""));
  }

  private static String quoted(String text) {
    return '"' + escaped(text) + '"';
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"");
  }
}
