package dev.adjoint.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.Golden;
import dev.adjoint.LeafMapper;
import dev.adjoint.LeafVisitor;
import dev.adjoint.ParameterTree;
import dev.adjoint.tensor.Tensor;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Trajectories against PyTorch's over 100 steps: float and double arrays, and one scalar of each
 * type.
 */
class OptimizersGoldenTest {
  private static final double[] CURVATURE = {1, 0.5, 2, 4};
  private static final double[] TARGET = {3, -2, 0.5, 1};

  private static final Map<String, Optimizer> OPTIMIZERS =
      Map.of(
          "sgd", Optimizers.sgd(s -> s.learningRate(0.1)),
          "momentum", Optimizers.sgd(s -> s.learningRate(0.02).momentum(0.9)),
          "nesterov", Optimizers.sgd(s -> s.learningRate(0.02).momentum(0.9).nesterov()),
          "dampened",
              Optimizers.sgd(
                  s -> s.learningRate(0.05).momentum(0.8).dampening(0.5).weightDecay(0.01)),
          "adam", Optimizers.adam(a -> a.learningRate(0.1)),
          "adamDecay",
              Optimizers.adam(
                  a -> a.learningRate(0.05).beta1(0.8).beta2(0.99).epsilon(1e-6).weightDecay(0.1)),
          "adamW", Optimizers.adamW(a -> a.learningRate(0.1).weightDecay(0.1)));

  @ParameterizedTest
  @ValueSource(strings = {"sgd", "momentum", "nesterov", "dampened", "adam", "adamDecay", "adamW"})
  void followsPyTorch(String name) {
    Map<String, double[]> golden = Golden.read("optimizers.txt");
    Parameters model =
        new Parameters(Tensor.vector(1, 1, -1, 0.25f), new double[] {1, 1, -1, 0.25}, 1, -1f);
    OptimizerState<Parameters> state = OPTIMIZERS.get(name).start(Parameters.TREE, model);
    int compared = 0;
    for (int step = 1; step <= 100; step++) {
      model = state.step(model, gradient(model));
      double[] floats = golden.get(name + " float " + step);
      double[] doubles = golden.get(name + " double " + step);
      if (floats != null && doubles != null) {
        compared++;
        assertClose(step, model, floats, doubles);
      }
    }
    assertThat(compared).isEqualTo(24);
    assertThat(state.steps()).isEqualTo(100);
  }

  private static void assertClose(int step, Parameters model, double[] floats, double[] doubles) {
    for (int i = 0; i < 4; i++) {
      assertThat((double) model.floats().array()[i])
          .as("float %d after step %d", i, step)
          .isCloseTo(floats[i], within(1e-5 * Math.max(1, Math.abs(floats[i]))));
      // The same formula in double; only the order of some operations may differ.
      assertThat(model.doubles()[i])
          .as("double %d after step %d", i, step)
          .isCloseTo(doubles[i], within(1e-12));
    }
    assertThat(model.scalar()).isEqualTo(model.doubles()[0]);
    assertThat(model.single()).isEqualTo(model.floats().array()[2]);
  }

  private static Parameters gradient(Parameters model) {
    float[] floats = new float[4];
    double[] doubles = new double[4];
    for (int i = 0; i < 4; i++) {
      floats[i] = (float) CURVATURE[i] * (model.floats().array()[i] - (float) TARGET[i]);
      doubles[i] = CURVATURE[i] * (model.doubles()[i] - TARGET[i]);
    }
    return new Parameters(Tensor.wrap(floats, 4), doubles, doubles[0], floats[2]);
  }

  private record Parameters(Tensor floats, double[] doubles, double scalar, float single) {
    static final ParameterTree<Parameters> TREE =
        new ParameterTree<>() {
          @Override
          public void forEach(Parameters tree, String path, LeafVisitor visitor) {
            visitor.visit(path + "floats", tree.floats());
            visitor.visit(path + "doubles", tree.doubles());
            visitor.visit(path + "scalar", tree.scalar());
            visitor.visit(path + "single", tree.single());
          }

          @Override
          public Parameters map(Parameters tree, String path, LeafMapper mapper) {
            return new Parameters(
                mapper.map(path + "floats", tree.floats()),
                mapper.map(path + "doubles", tree.doubles()),
                mapper.map(path + "scalar", tree.scalar()),
                mapper.map(path + "single", tree.single()));
          }
        };
  }
}
