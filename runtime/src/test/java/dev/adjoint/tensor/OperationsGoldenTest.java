package dev.adjoint.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.Golden;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Forward values against PyTorch's. */
class OperationsGoldenTest {
  private static final Tensor X =
      Tensor.of(
          new float[][] {
            {-3, -1, -0.25f, 0, 0.5f}, {1, 2.5f, 4, -0.75f, 0.125f}, {10, -12, 0.3f, 6, -6.5f}
          });
  private static final Tensor Y =
      Tensor.of(
          new float[][] {
            {0.5f, -1, 2, 0, 1.5f}, {-2, 0.25f, 4, 1, -0.5f}, {3, -0.1f, 0.7f, -1.2f, 2.2f}
          });
  private static final Tensor P = Elementwise.abs(X).shift(0.5f);
  private static final int[] LABELS = {4, 0, 2};

  private static final Map<String, Supplier<Tensor>> OPERATIONS =
      Map.ofEntries(
          Map.entry("exp", () -> Elementwise.exp(Y)),
          Map.entry("log", () -> Elementwise.log(P)),
          Map.entry("sqrt", () -> Elementwise.sqrt(P)),
          Map.entry("sin", () -> Elementwise.sin(X)),
          Map.entry("cos", () -> Elementwise.cos(X)),
          Map.entry("abs", () -> Elementwise.abs(X)),
          Map.entry("pow", () -> Elementwise.pow(P, 1.5f)),
          Map.entry("maximum", () -> Elementwise.maximum(X, Y)),
          Map.entry("minimum", () -> Elementwise.minimum(X, Y)),
          Map.entry("tanh", () -> Activations.tanh(X)),
          Map.entry("sigmoid", () -> Activations.sigmoid(X)),
          Map.entry("softplus", () -> Activations.softplus(X)),
          Map.entry("relu", () -> Activations.relu(X)),
          Map.entry("leakyRelu", () -> Activations.leakyRelu(X, 0.1f)),
          Map.entry("silu", () -> Activations.silu(X)),
          Map.entry("gelu", () -> Activations.gelu(X)),
          Map.entry("softmax", () -> Activations.softmax(X)),
          Map.entry("logSoftmax", () -> Activations.logSoftmax(X)),
          Map.entry("crossEntropy", () -> Tensor.scalar(Losses.crossEntropy(X, LABELS))),
          Map.entry("meanSquaredError", () -> Tensor.scalar(Losses.meanSquaredError(X, Y))),
          Map.entry(
              "binaryCrossEntropyWithLogits",
              () -> Tensor.scalar(Losses.binaryCrossEntropyWithLogits(X, Activations.sigmoid(Y)))),
          Map.entry("matmul", () -> X.matmulTransposed(Y)),
          Map.entry("norm", () -> Tensor.scalar(X.norm())),
          Map.entry("meanOver", () -> X.meanOver(0)),
          Map.entry("maxOver", () -> X.maxOver(1)));

  static Iterable<String> names() {
    return Golden.read("operations.txt").keySet();
  }

  @ParameterizedTest
  @MethodSource("names")
  void agreesWithPyTorch(String name) {
    double[] expected = Golden.read("operations.txt").get(name);
    float[] actual = OPERATIONS.get(name).get().array();
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < actual.length; i++) {
      // Four units in the last place: both sides round, and tanh is rational on both.
      double tolerance = 5e-7 * Math.max(1, Math.abs(expected[i]));
      assertThat((double) actual[i]).isCloseTo(expected[i], within(tolerance));
    }
  }

  @Test
  void everyOperationHasGoldenValues() {
    assertThat(names()).containsExactlyInAnyOrderElementsOf(OPERATIONS.keySet());
  }
}
