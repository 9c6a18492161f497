package dev.adjoint.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertAll;

import dev.adjoint.graph.ComputationGraph;
import dev.adjoint.graph.ComputationGraph.Edge;
import dev.adjoint.graph.ComputationGraph.Kind;
import dev.adjoint.graph.ComputationGraph.Node;
import dev.adjoint.graph.NodeText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Computation graphs with the values and adjoints of a run. */
class ComputationGraphsTest {
  private static final List<Case> PROGRAMS =
      Stream.of(
              StraightLineTest.cases(),
              ControlFlowTest.cases(),
              LoopCarriedTest.cases(),
              LoopsTest.cases(),
              ArraysTest.cases(),
              MovingArraysTest.cases(),
              AliasesTest.cases(),
              CallsTest.cases(),
              MutatedParametersTest.cases(),
              TensorsTest.cases(),
              RecordsTest.cases(),
              RecordsInArraysTest.cases(),
              SealedTypesTest.cases(),
              StatesTest.cases(),
              ThrowsTest.cases(),
              LibraryTest.cases(),
              KinksTest.cases())
          .flatMap(cases -> cases)
          .filter(program -> !program.isRefused())
          .toList();

  private static final String SCORE =
      """
      package t;
      import dev.adjoint.annotations.*;
      public class Score {
        @Differentiable(wrt = {"w", "b"}, modes = Mode.GRAPH)
        public static double score(double[] w, double[] x, double b) {
          double s = b;
          for (int i = 0; i < w.length; i++) {
            s += w[i] * x[i];
          }
          return s > 0 ? Math.log1p(s) : 0.01 * s;
        }
      }
      """;

  /** Whatever can be differentiated has a graph, with its value and its gradient. */
  @Test
  void graphsHaveValuesAndGradients() {
    Map<String, String> sources = new LinkedHashMap<>();
    for (int i = 0; i < PROGRAMS.size(); i++) {
      Map.Entry<String, String> source = PROGRAMS.get(i).source(i);
      sources.put(source.getKey(), ForwardAsked.asGraphs(source.getValue()));
    }
    ClassLoader loader = Compiler.compile(sources).load();
    List<Executable> all = new ArrayList<>();
    for (int i = 0; i < PROGRAMS.size(); i++) {
      Case program = PROGRAMS.get(i);
      for (GradientCheck check : program.checks(loader, i)) {
        all.add(
            () -> {
              try {
                check.matchesGraph();
              } catch (AssertionError | RuntimeException e) {
                throw new AssertionError(program + ": " + e, e);
              }
            });
      }
    }
    assertThat(all).hasSizeGreaterThan(PROGRAMS.size());
    assertAll(all);
  }

  @Test
  void eachNodeHasItsValuesAndAdjoints() {
    ComputationGraph graph = score(new double[] {1, 2}, new double[] {3, 4}, 0.5);
    double slope = 1 / 12.5;
    assertThat(graph.name()).isEqualTo("Score.score");
    assertNode(graph.node("b"), Kind.VARIABLE, List.of(0.5), List.of(slope));
    Node w = graph.node("w");
    assertThat((double[]) w.value()).containsExactly(1, 2);
    assertThat((double[]) w.adjoint()).containsExactly(3 * slope, 4 * slope);
    Node x = graph.node("x");
    assertThat(x.kind()).isEqualTo(Kind.PLACEHOLDER);
    assertThat(x.adjoints()).isEmpty();
    Node product = labelled(graph, "· * ·");
    assertNode(product, Kind.OPERATION, List.of(3.0, 8.0), List.of(slope, slope));
    assertThat(product.line()).isEqualTo(8);
    Node sum = graph.node("s");
    assertThat(sum.operation()).isEqualTo("s + ·");
    assertNode(sum, Kind.OPERATION, List.of(3.5, 11.5), List.of(slope, slope));
    assertNode(graph.node("score"), Kind.OPERATION, List.of(Math.log1p(11.5)), List.of(1.0));
    assertThat(graph.frames()).singleElement().extracting("runs").isEqualTo(2);
    assertThat(graph.edges())
        .contains(new Edge(sum.id(), sum.id(), true), new Edge(product.id(), sum.id(), false))
        .contains(new Edge(w.id(), labelled(graph, "w[i]").id(), false))
        .as("the loop was not skipped")
        .doesNotContain(new Edge(graph.node("b").id(), labelled(graph, "log1p(s)").id(), false));
  }

  @Test
  void theBranchThatIsNotTakenDidNotRun() {
    ComputationGraph graph = score(new double[] {1}, new double[] {-3}, 0);
    Node taken = labelled(graph, "0.01 * s");
    assertNode(taken, Kind.OPERATION, List.of(-0.03), List.of(1.0));
    Node other = labelled(graph, "log1p(s)");
    assertThat(other.values()).isEmpty();
    assertThatThrownBy(other::value)
        .isInstanceOf(NoSuchElementException.class)
        .hasMessage("\"log1p(s)\" in line 10 has no value");
    assertThatThrownBy(() -> graph.node("t"))
        .hasMessage("no node \"t\" in the graph of Score.score, which has w, x, b, s, score");
  }

  @Test
  void aLoopThatDidNotRunLeavesWhatWasThere() {
    ComputationGraph graph = score(new double[0], new double[0], 1);
    assertThat(graph.node("b").adjoint()).isEqualTo(0.5);
    assertThat(graph.node("s").values()).isEmpty();
    assertThat(graph.edges())
        .contains(new Edge(graph.node("b").id(), labelled(graph, "log1p(s)").id(), false));
  }

  /** Tensors, a record, a call in the same file, and a result with a seed. */
  @Test
  void partsOfRecordsAreNodes() {
    String source =
        """
        package t;
        import dev.adjoint.annotations.*;
        import dev.adjoint.tensor.Tensor;
        public record Unit(Tensor w, @NonDifferentiable Tensor scale, double[] bias) {
          @Differentiable(wrt = "this") double first(Tensor x) {
            return w.times(x).sum() + bias[0];
          }
          @Differentiable(modes = Mode.GRAPH) public Tensor out(Tensor x) {
            Tensor h = w.times(x).times(scale);
            return h.scale((float) first(x));
          }
          public static Unit of(float w, float scale, double bias) {
            return new Unit(Tensor.of(new float[] {w}, 1), Tensor.of(new float[] {scale}, 1),
                new double[] {bias});
          }
          public static Tensor tensor(float x) { return Tensor.of(new float[] {x}, 1); }
        }
        """;
    ClassLoader loader = Compiler.compile(Map.of("t.Unit", source)).load();
    Object unit = new Subject(loader, "t.Unit", "of").value(2f, 3f, 0.5);
    Subject tensor = new Subject(loader, "t.Unit", "tensor");
    ComputationGraph graph =
        new Subject(loader, "t.Unit", "out").graph(unit, tensor.value(5f), tensor.value(1f));
    // out = 3 w x (w x + b): 3 * 10 * 10.5, by w 3 x (2 w x + b), by b 3 w x
    assertThat(numbers(graph.node("out").value())).containsExactly(315);
    assertThat(numbers(graph.node("h").value())).containsExactly(30);
    assertThat(numbers(graph.node("h").adjoint())).containsExactly(10.5);
    assertThat(numbers(graph.node("w").adjoint())).containsExactly(3 * 5 * 20.5);
    assertThat(numbers(graph.node("x").adjoint())).containsExactly(3 * 2 * 20.5);
    assertThat(numbers(graph.node("bias").adjoint())).containsExactly(30);
    assertThat(graph.node("scale").kind()).isEqualTo(Kind.PLACEHOLDER);
    assertThat(graph.node("scale").adjoints()).isEmpty();
  }

  /** HotSpot does not compile long methods, and javac refuses very long ones. */
  @Test
  void aLongMethodIsSplit() {
    StringBuilder source =
        new StringBuilder(
            """
            package t;
            import dev.adjoint.annotations.*;
            public class Long {
              @Differentiable(modes = Mode.GRAPH) public static double f(double x) {
                double y = x;
            """);
    for (int i = 0; i < 600; i++) {
      source.append("y = y + 0.001 * Math.sin(y);\n");
    }
    source.append("return y; } }");
    ClassLoader loader = Compiler.compile(Map.of("t.Long", source.toString())).load();
    Subject subject = new Subject(loader, "t.Long", "f");
    ComputationGraph graph = subject.graph(1.5);
    assertThat(graph.nodes()).hasSize(1 + 3 * 600 + 1);
    assertThat(graph.node("f").value()).isEqualTo(subject.value(1.5));
    GradientCheck.assertClose(
        "adjoint", numbers(graph.node("x").adjoint()), GradientCheck.gradient(subject, 1.5), 1e-12);
  }

  /** Without analyses what does not vary may have adjoints as well; all others are the same. */
  @Test
  void graphsAreTheSameWithoutAnAnalysis() {
    ComputationGraph expected = score(new double[] {1, 2}, new double[] {3, 4}, 0.5);
    for (String option : List.of("reversal", "aliases", "activity", "optimize", "reuse")) {
      ClassLoader loader =
          Compiler.compile(Map.of("t.Score", SCORE), "-Aadjoint." + option + "=off").load();
      ComputationGraph graph =
          new Subject(loader, "t.Score", "score")
              .graph(new double[] {1, 2}, new double[] {3, 4}, 0.5);
      assertThat(graph.edges()).as(option).isEqualTo(expected.edges());
      assertThat(graph.nodes()).as(option).hasSameSizeAs(expected.nodes());
      for (Node node : expected.nodes()) {
        assertThat(NodeText.lines(graph.nodes().get(node.id())))
            .as(option)
            .containsAll(NodeText.lines(node));
      }
    }
  }

  /** Parameters keep their names where those of a method that is copied have the same numbers. */
  @Test
  void parametersOfCalledMethodsLeaveNamesAlone() {
    String source =
        """
        package t;
        import dev.adjoint.annotations.*;
        public class Gates {
          public record Shut() { double of(double x) { return x * x; } }
          @Differentiable(modes = Mode.GRAPH) public static double f(double x, double w) {
            return w * new Shut().of(w) + x;
          }
        }
        """;
    ClassLoader loader = Compiler.compile(Map.of("t.Gates", source)).load();
    ComputationGraph graph = new Subject(loader, "t.Gates", "f").graph(3.0, 2.0);
    assertNode(graph.node("x"), Kind.VARIABLE, List.of(3.0), List.of(1.0));
    assertNode(graph.node("w"), Kind.VARIABLE, List.of(2.0), List.of(12.0));
    assertThat(labelled(graph, "w * w").value()).isEqualTo(4.0);
  }

  /** A method of another file gets a record, whose parts are nodes all the same. */
  @Test
  void callsOfOtherFilesReadWholeRecords() {
    String layer =
        """
        package t;
        import dev.adjoint.annotations.*;
        public record Layer(double w, double b) {
          @Differentiable public double of(double x) { return w * x + b; }
        }
        """;
    String net =
        """
        package t;
        import dev.adjoint.annotations.*;
        public record Net(Layer first, Layer second) {
          @Differentiable(wrt = "this", modes = Mode.GRAPH) public double f(double x) {
            return second.of(first.of(x)) + first.w();
          }
          public static Net of(double a, double b, double c, double d) {
            return new Net(new Layer(a, b), new Layer(c, d));
          }
        }
        """;
    ClassLoader loader = Compiler.compile(Map.of("t.Layer", layer, "t.Net", net)).load();
    Object object = new Subject(loader, "t.Net", "of").value(2.0, 3.0, 4.0, 5.0);
    ComputationGraph graph = new Subject(loader, "t.Net", "f").graph(object, 10.0);
    assertNode(graph.node("first.w"), Kind.VARIABLE, List.of(2.0), List.of(41.0));
    assertNode(graph.node("first.b"), Kind.VARIABLE, List.of(3.0), List.of(4.0));
    assertNode(graph.node("second.w"), Kind.VARIABLE, List.of(4.0), List.of(23.0));
    assertNode(graph.node("second.b"), Kind.VARIABLE, List.of(5.0), List.of(1.0));
    Node call = labelled(graph, "first.of(x)");
    assertNode(call, Kind.OPERATION, List.of(23.0), List.of(4.0));
    assertNode(graph.node("f"), Kind.OPERATION, List.of(99.0), List.of(1.0));
    assertThat(graph.node("f").operation()).isEqualTo("· + first.w");
    assertThat(graph.edges().stream().filter(edge -> edge.to() == call.id()).map(Edge::from))
        .containsExactlyInAnyOrder(
            graph.node("first.w").id(), graph.node("first.b").id(), graph.node("x").id());
  }

  @Test
  void graphsAreWrittenForGraphviz() {
    assertThat(score(new double[] {1, 2}, new double[] {3, 4}, 0.5).dot())
        .isEqualTo(
            """
            digraph {
              label="Score.score";
              labelloc=t;
              fontname="Helvetica";
              node [style=filled, fontname="Helvetica", fontsize=10];
              n0 [label="w\\n[1, 2]\\n∂ [0.24, 0.32]", shape=ellipse, fillcolor="#fce4d1"];
              n1 [label="x\\n[3, 4]", shape=ellipse, fillcolor="#e4e4e4"];
              n2 [label="b\\n0.5\\n∂ 0.08", shape=ellipse, fillcolor="#fce4d1"];
              n7 [label="log1p(s)\\n2.526\\n∂ 1", shape=box, fillcolor="#dceaf7"];
              n8 [label="0.01 * s\\n(did not run)", shape=box, fillcolor="#ffffff"];
              n9 [label="score = s > 0 ? · : ·\\n2.526\\n∂ 1", shape=box, fillcolor="#dceaf7"];
              subgraph cluster1 {
                label="for (int i = 0; i < w.length; i++): ran 2 times"; color=gray; fontsize=10;
                n3 [label="w[i]\\n1 | 2\\n∂ 0.24 | 0.32", shape=box, fillcolor="#dceaf7"];
                n4 [label="x[i]\\n3 | 4", shape=box, fillcolor="#dceaf7"];
                n5 [label="· * ·\\n3 | 8\\n∂ 0.08 | 0.08", shape=box, fillcolor="#dceaf7"];
                n6 [label="s = s + ·\\n3.5 | 11.5\\n∂ 0.08 | 0.08", shape=box, fillcolor="#dceaf7"];
              }
              n0 -> n3;
              n1 -> n4;
              n3 -> n5;
              n4 -> n5;
              n2 -> n6;
              n5 -> n6;
              n6 -> n7;
              n6 -> n8;
              n7 -> n9;
              n8 -> n9;
              n6 -> n6 [style=dashed, constraint=false];
            }
            """);
  }

  private static ComputationGraph score(double[] w, double[] x, double b) {
    ClassLoader loader = Compiler.compile(Map.of("t.Score", SCORE)).load();
    return new Subject(loader, "t.Score", "score").graph(w, x, b);
  }

  private static Node labelled(ComputationGraph graph, String label) {
    return graph.nodes().stream()
        .filter(node -> node.label().equals(label))
        .findFirst()
        .orElseThrow(() -> new AssertionError(graph.dot()));
  }

  private static void assertNode(Node node, Kind kind, List<Double> values, List<Double> adjoints) {
    assertThat(node.kind()).isEqualTo(kind);
    assertThat(node.values()).isEqualTo(values);
    assertThat(node.adjoints()).isEqualTo(adjoints);
  }

  private static double[] numbers(Object value) {
    return Numbers.flatten(value);
  }
}
