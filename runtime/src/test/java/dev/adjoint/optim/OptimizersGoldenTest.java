package dev.adjoint.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.Golden;
import dev.adjoint.Leaf;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Trajectories over 100 steps against PyTorch's, or the paper's, in both types, on the problem that
 * {@code optimizers.py} describes.
 */
class OptimizersGoldenTest {
  private static final Map<String, double[]> GOLDEN = Golden.read("optimizers.txt");
  private static final int STEPS = 100;
  private static final Map<String, int[]> SHAPES =
      Map.of(
          "matrix", new int[] {2, 3},
          "vector", new int[] {3},
          "scalar", new int[0],
          "cube", new int[] {2, 2, 2});

  static Stream<String> names() {
    return OptimizerCases.ALL.keySet().stream().sorted();
  }

  @Test
  void everyTrajectoryIsCompared() {
    Set<String> names =
        GOLDEN.keySet().stream()
            .filter(key -> key.contains(" double "))
            .map(key -> key.substring(0, key.indexOf(" double ")))
            .filter(name -> !name.startsWith("clip"))
            .collect(Collectors.toSet());
    assertThat(OptimizerCases.ALL.keySet()).isEqualTo(names);
  }

  /** The same formula in the same type: only rounding in the order of operations may differ. */
  @ParameterizedTest
  @MethodSource("names")
  void followsInDouble(String name) {
    SHAPES.forEach(
        (leaf, shape) ->
            follow(name, "double " + leaf, new Leaf.Doubles(leaf, shape, doubles(shape)), 1e-12));
  }

  @ParameterizedTest
  @MethodSource("names")
  void followsInFloat(String name) {
    SHAPES.forEach(
        (leaf, shape) ->
            follow(
                name, "float " + leaf, new Leaf.Floats(leaf, shape, floats(doubles(shape))), 1e-5));
  }

  private static void follow(String name, String kind, Leaf parameter, double tolerance) {
    if (!GOLDEN.containsKey(name + " " + kind + " 1")) {
      return;
    }
    LeafwiseOptimizer optimizer = (LeafwiseOptimizer) OptimizerCases.ALL.get(name);
    List<Leaf> slots = optimizer.slots(parameter);
    int compared = 0;
    for (int number = 1; number <= STEPS; number++) {
      LeafStep step = optimizer.step(number, 1, OptionalDouble.empty(), GroupSettings.DEFAULT);
      optimizer.update(parameter, gradient(parameter, number), slots, step);
      double[] expected = GOLDEN.get(name + " " + kind + " " + number);
      if (expected != null) {
        compared++;
        assertClose(name + " " + kind + " " + number, parameter, expected, tolerance);
      }
    }
    assertThat(compared).isEqualTo(5);
  }

  private static void assertClose(String what, Leaf parameter, double[] expected, double relative) {
    double size = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
    assertThat(parameter.size()).isEqualTo(expected.length);
    for (int i = 0; i < expected.length; i++) {
      assertThat(parameter.get(i))
          .as("%s, number %d", what, i)
          .isCloseTo(expected[i], within(relative * size));
    }
  }

  private static double[] doubles(int[] shape) {
    double[] start = new double[Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
    Arrays.setAll(start, i -> ((5 * i + 3) % 11 - 5) / 4.0);
    return start;
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }

  /** Three operations in the leaf's own type. */
  private static Leaf gradient(Leaf p, int step) {
    double[] values = new double[p.size()];
    for (int i = 0; i < values.length; i++) {
      double curvature = 0.5 + i % 4 / 2.0;
      double target = (3 * i % 7 - 3) / 2.0;
      double noise = ((7 * step + 13 * i) % 17 - 8) / 4.0;
      values[i] =
          p instanceof Leaf.Floats
              ? (float) curvature * ((float) p.get(i) - (float) target) + (float) noise
              : curvature * (p.get(i) - target) + noise;
    }
    return p instanceof Leaf.Floats
        ? new Leaf.Floats(p.path(), p.shape(), floats(values))
        : new Leaf.Doubles(p.path(), p.shape(), values);
  }
}
