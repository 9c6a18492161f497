package dev.adjoint.graph;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Collectors;

/**
 * The computation graph of a method: a node for each parameter and each operation, an edge from
 * where a value is made to where it is read, and at each node the values of one run and the
 * adjoints that its backward sweep found.
 *
 * <p>{@code XGrad.mGraph} makes one, where a method asks for it:
 *
 * <pre>{@code
 * @Differentiable(wrt = {"w", "b"}, modes = Mode.GRAPH)
 * static double unit(double w, double x, double b) {
 *   double h = w * x + b;
 *   return h > 0 ? h : 0;
 * }
 *
 * ComputationGraph graph = UnitGrad.unitGraph(2, 3, 1);
 * Files.writeString(Path.of("unit.dot"), graph.dot());
 * }</pre>
 *
 * <p>What stands in a loop is one node, with a value for each time that it ran; what stands in a
 * branch that was not taken has none.
 *
 * @param name the method, with its class
 * @param frames the loops and branches, each after the one around it
 * @param nodes the parameters, then the operations in the order of the source
 * @param edges where values flow, in the order of the nodes that read them
 */
public record ComputationGraph(
    String name, List<Frame> frames, List<Node> nodes, List<Edge> edges) {
  /** A graph in lists of its own. */
  public ComputationGraph {
    frames = List.copyOf(frames);
    nodes = List.copyOf(nodes);
    edges = List.copyOf(edges);
  }

  /** What a node stands for. */
  public enum Kind {
    /** A parameter, or a part of one, that the method is differentiated by. */
    VARIABLE,
    /** A parameter, or a part of one, that it is not differentiated by. */
    PLACEHOLDER,
    /** An operation. */
    OPERATION
  }

  /**
   * The body of a loop, or of a branch.
   *
   * @param id its number, from 1
   * @param outer the number of the frame around it, 0 if there is none
   * @param label the loop's header or the branch's condition
   * @param runs how often it ran
   */
  public record Frame(int id, int outer, String label, int runs) {}

  /**
   * A value that flows from one node to another.
   *
   * @param from the number of the node that makes it
   * @param to the number of the node that reads it
   * @param isCarried whether it is read in a later trip of a loop than it is made in
   */
  public record Edge(int from, int to, boolean isCarried) {}

  /**
   * A parameter or an operation.
   *
   * @param id its number, from 0
   * @param frame the number of the frame that it stands in, 0 if in none
   * @param name the variable that gets the value, empty if it has no name
   * @param operation what is computed, with a dot for each operand without a name; empty for a
   *     parameter
   * @param line where it stands in the source file
   * @param values what was computed, each time that it ran: numbers, tensors or arrays, which are
   *     copies
   * @param adjoints the derivatives of the result with respect to these values, or their products
   *     with the seed; empty if the value does not depend on what is differentiated by, or if the
   *     result does not depend on it
   */
  public record Node(
      int id,
      int frame,
      Kind kind,
      String name,
      String operation,
      int line,
      List<Object> values,
      List<Object> adjoints) {
    /** A node with lists of its own. */
    public Node {
      values = List.copyOf(values);
      adjoints = List.copyOf(adjoints);
    }

    /**
     * The last value.
     *
     * @throws NoSuchElementException if the node did not run
     */
    public Object value() {
      return last(values, "value");
    }

    /**
     * The adjoint of the last value.
     *
     * @throws NoSuchElementException if it has none
     */
    public Object adjoint() {
      return last(adjoints, "adjoint");
    }

    /** The name and what is computed, in a line. */
    public String label() {
      if (name.isEmpty() || operation.isEmpty()) {
        return name + operation;
      }
      return name + " = " + operation;
    }

    private Object last(List<Object> all, String what) {
      if (all.isEmpty()) {
        throw new NoSuchElementException(
            "\"%s\" in line %d has no %s".formatted(label(), line, what));
      }
      return all.get(all.size() - 1);
    }
  }

  /**
   * The first node of a name: a parameter, a component of a record, a variable, or the method
   * itself, whose node has the result.
   *
   * @throws NoSuchElementException if there is none
   */
  public Node node(String name) {
    return nodes.stream()
        .filter(node -> node.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new NoSuchElementException(
                    "no node \"%s\" in the graph of %s, which has %s"
                        .formatted(
                            name,
                            this.name,
                            nodes.stream()
                                .map(Node::name)
                                .filter(other -> !other.isEmpty())
                                .distinct()
                                .collect(Collectors.joining(", ")))));
  }

  /**
   * The graph in Graphviz's language, for {@code dot -Tsvg}: an ellipse for each parameter, a box
   * for each operation, with the value and below it the adjoint; a frame around each loop and
   * branch; a dashed arrow where a value goes to a later trip.
   */
  public String dot() {
    return new DotWriter(this).write();
  }
}
