package dev.adjoint.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adjoint.graph.ComputationGraph.Edge;
import dev.adjoint.graph.ComputationGraph.Node;
import dev.adjoint.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class GraphRecorderTest {
  /** The lines of a node with some values, each with its adjoint. */
  private static List<String> lines(String operation, Object... valuesAndAdjoints) {
    GraphRecorder recorder = GraphRecorder.of("t");
    recorder.operation(0, "", operation, 1);
    for (int i = 0; i < valuesAndAdjoints.length; i += 2) {
      recorder.value(0, valuesAndAdjoints[i]);
      recorder.adjoint(0, valuesAndAdjoints[valuesAndAdjoints.length - 1 - i]);
    }
    return NodeText.lines(recorder.graph().nodes().get(0));
  }

  private static double[] numbers(int count) {
    double[] result = new double[count];
    Arrays.fill(result, 2);
    return result;
  }

  @Test
  void numbersHaveFourDigits() {
    assertThat(lines("a + b", 1.0, -0.25)).containsExactly("a + b", "1", "∂ -0.25");
    assertThat(lines("a", Math.PI, 123456.789)).containsExactly("a", "3.142", "∂ 123457");
    assertThat(lines("a", 1.5e-7, 2e9)).containsExactly("a", "1.500e-07", "∂ 2.000e+09");
    assertThat(lines("a", 0f, Double.NaN)).containsExactly("a", "0", "∂ NaN");
    assertThat(lines("a", 0.00012346, 100.0)).containsExactly("a", "0.0001235", "∂ 100");
  }

  @Test
  void whatIsSmallIsWrittenOut() {
    Tensor matrix = Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);
    assertThat(lines("a", matrix, new double[] {1, 0.5}))
        .containsExactly("a", "[[1, 2, 3], [4, 5, 6]]", "∂ [1, 0.5]");
    assertThat(lines("a", Tensor.full(2, new int[] {3, 3}), numbers(25)))
        .containsExactly("a", "[3, 3], norm 6", "∂ [25], norm 10");
    assertThat(lines("a", new int[] {1, 2}, new int[] {1, 2, 3, 4, 5, 6, 7}))
        .containsExactly("a", "[1, 2]", "∂ [7] [1, 2, 3, …, 7]");
  }

  @Test
  void ofManyRunsTheFirstAndTheLastAreShown() {
    assertThat(lines("a", 1.0, -1.0, 2.0, -2.0)).containsExactly("a", "1 | 2", "∂ -1 | -2");
    assertThat(lines("a", 1.0, -1.0, 2.0, -2.0, 3.0, -3.0, 4.0, -4.0, 5.0, -5.0))
        .containsExactly("a", "1 | 2 | 3 | … | 5", "∂ -1 | -2 | -3 | … | -5");
    Tensor one = Tensor.ones(1);
    assertThat(lines("a", one, one, one, one))
        .containsExactly("a", "last of 2: [1]", "∂ last of 2: [1]");
  }

  /** What is noted does not change afterwards. */
  @Test
  void arraysAreCopied() {
    GraphRecorder recorder = GraphRecorder.of("t");
    recorder.variable("x");
    double[][] rows = {{1, 2}, {3}};
    recorder.show(0, rows);
    rows[1][0] = 9;
    assertThat((double[][]) recorder.graph().node("x").value())
        .isDeepEqualTo(new double[][] {{1, 2}, {3}});
  }

  @Test
  void edgesAroundALoopAreThereIfItWasSkippedOnce() {
    for (int skipped = 0; skipped < 2; skipped++) {
      GraphRecorder recorder = GraphRecorder.of("t");
      recorder.frame(0, "for");
      recorder.variable("x");
      recorder.operation(1, "y", "x + 1", 2);
      recorder.operation(0, "z", "2 * y", 3);
      recorder.edges(2, 1);
      recorder.skipping(1, 2, 0);
      for (int i = 0; i < 3; i++) {
        recorder.reach(1);
        if (skipped == 0 || i != 1) {
          recorder.enter(1);
        }
      }
      ComputationGraph graph = recorder.graph();
      assertThat(graph.edges().contains(new Edge(0, 2, false))).isEqualTo(skipped == 1);
      assertThat(graph.edges()).contains(new Edge(1, 2, false));
      assertThat(graph.frames().get(0).runs()).isEqualTo(3 - skipped);
    }
  }

  @Test
  void forwardAndBackwardMustFit() {
    GraphRecorder recorder = GraphRecorder.of("t");
    recorder.operation(0, "y", "2 * x", 7);
    recorder.value(0, 1.0);
    recorder.adjoint(0, 1.0);
    recorder.adjoint(0, 2.0);
    assertThatThrownBy(recorder::graph)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("\"y = 2 * x\" in line 7 ran 1 times and went back 2 times; please report");
  }

  @Test
  void adjointsStandWithTheirValues() {
    GraphRecorder recorder = GraphRecorder.of("t");
    recorder.operation(0, "y", "2 * x", 7);
    for (double value = 1; value <= 3; value++) {
      recorder.value(0, value);
    }
    for (double value = 3; value >= 1; value--) {
      recorder.adjoint(0, 10 * value);
    }
    Node node = recorder.graph().node("y");
    assertThat(node.values()).containsExactly(1.0, 2.0, 3.0);
    assertThat(node.adjoints()).containsExactly(10.0, 20.0, 30.0);
  }
}
