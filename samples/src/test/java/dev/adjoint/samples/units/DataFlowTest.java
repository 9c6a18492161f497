package dev.adjoint.samples.units;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.graph.ComputationGraph;
import dev.adjoint.graph.ComputationGraph.Kind;
import dev.adjoint.random.RandomSource;
import dev.adjoint.samples.CommandRun;
import dev.adjoint.tensor.Tensor;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFlowTest {
  @TempDir Path directory;

  @Test
  void oneCallMinimizesAndGraphsAreDrawn() {
    CommandRun run = CommandRun.of("run", "data-flow", "--out", directory);
    assertThat(run.exitCode()).isZero();
    assertThat(run.out().lines().filter(line -> line.startsWith("B7")))
        .hasSizeGreaterThanOrEqualTo(3)
        .noneMatch(line -> line.contains("(missed)"));
    assertThat(directory.resolve("layer.svg")).content().contains("h = relu(·)");
    assertThat(directory.resolve("newton.dot")).content().startsWith("digraph {");
  }

  /** One unit and one example, by hand. */
  @Test
  void theGraphHasTheValuesAndAdjointsOfTheLecture() {
    RectifiedLayer layer = new RectifiedLayer(tensor(2), tensor(1));
    ComputationGraph graph = RectifiedLayerGrad.lossGraph(layer, tensor(3), tensor(5));
    // h = 2 * 3 + 1 = 7, loss = (7 - 5)^2
    assertThat(graph.node("h").value()).isEqualTo(tensor(7));
    assertThat(graph.node("h").adjoint()).isEqualTo(tensor(4));
    assertThat(graph.node("w").adjoint()).isEqualTo(tensor(12));
    assertThat(graph.node("b").adjoint()).isEqualTo(tensor(4));
    assertThat(graph.node("loss").value()).isEqualTo(4f);
    assertThat(graph.node("w").kind()).isEqualTo(Kind.VARIABLE);
    assertThat(graph.node("x").kind()).isEqualTo(Kind.PLACEHOLDER);
  }

  /** Against central differences at each step of the loop. */
  @Test
  void adjointsOfTheLoopAreSlopesOfWhatFollows() {
    double a = 2;
    ComputationGraph graph = NewtonGrad.rootGraph(a);
    ComputationGraph.Node x =
        graph.nodes().stream()
            .filter(node -> node.name().equals("x") && node.frame() == 2)
            .findFirst()
            .orElseThrow(() -> new AssertionError(graph.dot()));
    assertThat(x.values()).hasSize(4);
    double h = 1e-5;
    for (int trip = 0; trip < 4; trip++) {
      double at = (double) x.values().get(trip);
      double slope = (rest(at + h, a, 3 - trip) - rest(at - h, a, 3 - trip)) / (2 * h);
      assertThat((double) x.adjoints().get(trip))
          .as("trip %d", trip)
          .isCloseTo(slope, within(1e-9));
    }
    assertThat((double) graph.node("a").adjoint()).isCloseTo(1 / (2 * Math.sqrt(a)), within(1e-9));
  }

  private static double rest(double x, double a, int trips) {
    double result = x;
    for (int i = 0; i < trips; i++) {
      result = 0.5 * (result + a / result);
    }
    return result;
  }

  @Test
  void gradientsAreRight() {
    RectifiedLayer layer = RectifiedLayer.init(2, 3, RandomSource.of(2));
    dev.adjoint.testing.GradientCheck.of(RectifiedLayer::loss, RectifiedLayerGrad::loss)
        .tree(RectifiedLayer.class, RectifiedLayerTree.TREE)
        .at(layer, Tensor.of(new float[] {1, -2, 0.5f, 3}, 2, 2), Tensor.ones(3, 2));
  }

  private static Tensor tensor(float x) {
    return Tensor.of(new float[] {x}, 1, 1);
  }
}
