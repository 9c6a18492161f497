package dev.adjoint.processor.transform;

import dev.adjoint.processor.analysis.DataFlow;
import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Callee;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Exprs;
import dev.adjoint.processor.ir.Position;
import dev.adjoint.processor.ir.QualifiedName;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.rule.RecordedValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The body that makes a computation graph: it tells the structure, which is known now, runs both
 * sweeps of a function that notes its values, and returns what was noted.
 *
 * <pre>
 * GraphRecorder graph = GraphRecorder.of("X.f");
 * graph.variable("w");
 * graph.operation(0, "", "w * x", 7);
 * graph.edges(1, 0);
 * … both sweeps …
 * return graph.graph();
 * </pre>
 */
public final class GraphFunction {
  private static final Type STRING =
      new Type.Other(QualifiedName.of("java.lang", "String"), List.of());

  private static final Type GRAPH =
      new Type.Other(QualifiedName.of("dev.adjoint.graph", "ComputationGraph"), List.of());

  private static final Comparator<List<Integer>> ORDER =
      Comparator.<List<Integer>, Integer>comparing(key -> key.get(0))
          .thenComparing(key -> key.get(1))
          .thenComparing(key -> key.get(2));

  private final RecordNodes.Recorded recorded;
  private final Adjoint adjoint;
  private final List<Stmt> out = new ArrayList<>();

  private GraphFunction(RecordNodes.Recorded recorded, Adjoint adjoint) {
    this.recorded = recorded;
    this.adjoint = adjoint;
  }

  /**
   * Writes the body.
   *
   * @param adjoint that of the function that notes its values
   * @param title what the graph is called
   * @param seed the adjoint of the result; the method's own is that of a scalar result
   */
  public static Block of(
      RecordNodes.Recorded recorded, Adjoint adjoint, String title, Variable seed) {
    return new GraphFunction(recorded, adjoint).write(title, seed);
  }

  /** The type of what is returned. */
  public static Type result() {
    return GRAPH;
  }

  private Block write(String title, Variable seed) {
    out.add(new Stmt.Declare(recorded.recorder(), recorder(title), Position.NONE));
    for (RecordNodes.Frame frame : recorded.frames()) {
      tell("frame", number(frame.outer()), text(frame.text()));
    }
    for (RecordNodes.Node node : recorded.nodes()) {
      if (node.text().isEmpty()) {
        tell(node.kind(), text(node.name()));
      } else {
        tell(
            node.kind(),
            number(node.frame()),
            text(node.name()),
            text(node.text()),
            number(node.line()));
      }
    }
    tellEdges();
    List<Stmt> last = new ArrayList<>();
    recorded
        .variables()
        .forEach((node, place) -> last.add(evaluate("adjoint", number(node), gradient(place))));
    Expr graph = Exprs.invokeRuntime(Expr.read(recorded.recorder()), "graph", GRAPH);
    last.add(new Stmt.Return(graph, Position.NONE));
    Assemble assemble = new Assemble(adjoint);
    boolean isScalar = adjoint.function().result().isFloating();
    out.addAll(assemble.bothSweeps(isScalar ? assemble.one() : Expr.read(seed), last));
    return new Block(out);
  }

  private void tellEdges() {
    List<DataFlow.Edge> all =
        DataFlow.in(recorded.function().body(), RecordNodes::nodeOf, RecordNodes::frameOf);
    // Those to later trips last.
    Map<List<Integer>, List<Expr>> calls = new TreeMap<>(ORDER);
    for (DataFlow.Edge edge : all) {
      List<Integer> key = List.of(edge.isCarried() ? 1 : 0, edge.to(), edge.skipped());
      calls.computeIfAbsent(key, k -> new ArrayList<>()).add(number(edge.from()));
    }
    calls.forEach(
        (key, from) -> {
          List<Expr> arguments = new ArrayList<>();
          boolean isCarried = key.get(0) > 0;
          boolean isConditional = key.get(2) > 0 && !isCarried;
          if (isConditional) {
            arguments.add(number(key.get(2)));
          }
          arguments.add(number(key.get(1)));
          arguments.addAll(from);
          String method = isConditional ? "skipping" : isCarried ? "carried" : "edges";
          tell(method, arguments.toArray(Expr[]::new));
        });
  }

  /** The adjoint of a parameter, or of a part of one. */
  private Expr gradient(Expr place) {
    if (place instanceof Expr.Component part) {
      Type.Tree tree = (Type.Tree) part.record().type();
      for (Type.Component component : tree.components()) {
        if (component.name().equals(part.name())) {
          return ExpressionAdjoint.part(gradient(part.record()), component);
        }
      }
    }
    return adjoint.gradients().get(((Expr.Read) place).variable());
  }

  private void tell(String method, Expr... arguments) {
    out.add(evaluate(method, arguments));
  }

  private Stmt evaluate(String method, Expr... arguments) {
    Expr recorder = Expr.read(recorded.recorder());
    return new Stmt.Evaluate(
        Exprs.invokeRuntime(recorder, method, new Type.Nothing(), arguments), Position.NONE);
  }

  private static Expr recorder(String title) {
    Callee callee =
        new Callee(
            ((Type.Other) RecordedValue.RECORDER).name(),
            "of",
            true,
            List.of(new Callee.Operand("name", STRING)),
            RecordedValue.RECORDER,
            Callee.Kind.RUNTIME);
    return new Expr.Call(callee, List.of(text(title)), Position.NONE);
  }

  private static Expr number(int value) {
    return Expr.Literal.of(value);
  }

  private static Expr text(String text) {
    String escaped = text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", " ");
    return new Expr.Literal('"' + escaped + '"', STRING);
  }
}
