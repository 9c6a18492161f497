package dev.adjoint.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adjoint.random.RandomSource;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is computed at once is what the operations give one after the other. */
class FusedOperationsTest {
  private static final RandomSource RANDOM = RandomSource.of(3);

  /**
   * A method and the expression that it stands for.
   *
   * @param tolerance 0 if not even the last bit may differ
   */
  private record Example(
      String method, Supplier<Tensor> fused, Supplier<Tensor> apart, float tolerance) {
    Example(String method, Supplier<Tensor> fused, Supplier<Tensor> apart) {
      this(method, fused, apart, 0);
    }

    @Override
    public String toString() {
      return method;
    }
  }

  private static Tensor random(int... shape) {
    return Tensors.normal(RANDOM, shape);
  }

  static Stream<Example> examples() {
    return Stream.of(
            Stream.of(5, 17, 33).flatMap(size -> linear(random(7, size), random(size, 19), 19)),
            // What is added is broadcast in all other ways, too.
            linear(random(4, 3, 5), random(5, 6), 6),
            linear(random(1, 5), random(5, 6), 3, 6),
            linear(random(4, 5), random(5, 6), 4, 1),
            linear(random(4, 5), random(5, 6)),
            linear(random(0, 5), random(5, 6), 6),
            gradients(),
            Stream.of(1, 5, 16, 33).flatMap(FusedOperationsTest::recurrent),
            sharedWeights(random(2, 3, 5), random(2, 3, 4), 5, 4),
            sharedWeights(random(2, 6, 3, 5), random(2, 6, 3, 4), 5, 4),
            sharedWeights(random(2, 3, 5), random(2, 3, 4), 2, 5, 4),
            sharedWeights(random(3, 5), random(3, 4), 5, 4),
            sharedWeights(random(1, 3, 5), random(2, 3, 4), 5, 4),
            sharedWeights(random(2, 3, 5), random(2, 3, 4), 1, 4),
            sums(random(5, 6), random(5, 7), random(7, 6)),
            sums(random(2, 5, 6), random(2, 5, 7), random(2, 7, 6)))
        .flatMap(example -> example);
  }

  private static Stream<Example> linear(Tensor x, Tensor w, int... biasShape) {
    Tensor b = random(biasShape);
    Supplier<Tensor> sum = () -> x.matmul(w).plus(b);
    return Stream.of(
        new Example("linear", () -> FusedOperations.linear(x, w, b), sum),
        new Example(
            "linearTransposed", () -> FusedOperations.linearTransposed(x, w.transpose(), b), sum),
        new Example(
            "linearRelu",
            () -> FusedOperations.linearRelu(x, w, b),
            () -> Activations.relu(sum.get())),
        new Example(
            "linearTanh",
            () -> FusedOperations.linearTanh(x, w, b),
            () -> Activations.tanh(sum.get())),
        new Example(
            "linearSigmoid",
            () -> FusedOperations.linearSigmoid(x, w, b),
            () -> Activations.sigmoid(sum.get())),
        new Example(
            "plusRelu", () -> FusedOperations.plusRelu(x, x), () -> Activations.relu(x.plus(x))));
  }

  private static Stream<Example> gradients() {
    Tensor x = random(3, 4, 5);
    Tensor seed = random(3, 4, 5);
    Tensor one = random(5);
    Tensor h = random(7, 6);
    Tensor g = random(7, 4);
    Tensor w = random(6, 4);
    return Stream.of(
        new Example(
            "geluGradient",
            () -> FusedOperations.geluGradient(seed, x),
            () -> seed.times(ActivationGradients.geluSlope(x))),
        new Example(
            "geluGradient",
            () -> FusedOperations.geluGradient(one, x),
            () -> one.times(ActivationGradients.geluSlope(x))),
        new Example(
            "geluTanhGradient",
            () -> FusedOperations.geluTanhGradient(seed, x),
            () -> seed.times(ActivationGradients.geluTanhSlope(x))),
        new Example(
            "geluGradientOfProduct",
            () -> FusedOperations.geluGradientOfProduct(g, w, h),
            () -> g.matmulTransposed(w).times(ActivationGradients.geluSlope(h))),
        new Example(
            "geluTanhGradientOfProduct",
            () -> FusedOperations.geluTanhGradientOfProduct(g, w, h),
            () -> g.matmulTransposed(w).times(ActivationGradients.geluTanhSlope(h))),
        new Example(
            "layerNormScale",
            () -> FusedOperations.layerNormScale(seed, x, 1, 1e-5f, 5),
            () -> seed.times(Normalizations.layerNorm(x, 1, 1e-5f)).sumTo(5)),
        new Example(
            "layerNormScale",
            () -> FusedOperations.layerNormScale(seed, x, 3, 1e-5f, 3, 4, 5),
            () -> seed.times(Normalizations.layerNorm(x, 3, 1e-5f))),
        new Example(
            "reluGradientOfProduct",
            () -> FusedOperations.reluGradientOfProduct(h, g, w),
            () -> ActivationGradients.reluGradient(h, g.matmulTransposed(w))));
  }

  private static Stream<Example> recurrent(int size) {
    Tensor gates = random(3, 4 * size);
    Tensor c = random(3, size);
    Tensor seed = random(3, size);
    Tensor one = random(size);
    Tensor weight = random(size, 4 * size);
    Supplier<Tensor> tanh = () -> Activations.tanh(c);
    return Stream.of(
        new Example(
            "lstmGates",
            () -> FusedOperations.lstmGates(gates, c, weight),
            () -> Recurrent.lstmGates(Recurrent.gates(gates, c, weight))),
        new Example(
            "lstmGatesGradient",
            () -> FusedOperations.lstmGatesGradient(gates, gates),
            () -> gates.times(RecurrentGradients.lstmSlope(gates))),
        new Example(
            "lstmMemoryGradient",
            () -> FusedOperations.lstmMemoryGradient(c, seed, gates),
            () ->
                ActivationGradients.tanhGradient(
                    tanh.get(), seed.times(Recurrent.gate(gates, 3, 4)))),
        new Example(
            "timesGate",
            () -> FusedOperations.timesGate(seed, gates, 1, 4),
            () -> seed.times(Recurrent.gate(gates, 1, 4))),
        new Example(
            "timesGate",
            () -> FusedOperations.timesGate(one, gates, 2, 4),
            () -> one.times(Recurrent.gate(gates, 2, 4))),
        new Example(
            "addShownGate",
            () -> {
              Tensor y = gates.copy();
              FusedOperations.addShownGate(y, seed, c);
              return y;
            },
            () -> gates.plus(Recurrent.fromGate(seed.times(tanh.get()), 3, 4))),
        new Example(
            "addMemoryGates",
            () -> {
              Tensor y = gates.copy();
              FusedOperations.addMemoryGates(y, gates, c, seed);
              return y;
            },
            () -> gates.plus(RecurrentGradients.memoryGates(gates, c, seed))));
  }

  private static Stream<Example> sharedWeights(Tensor x, Tensor seed, int... shape) {
    return Stream.of(
        new Example(
            "sharedWeightGradient",
            () -> FusedOperations.sharedWeightGradient(x, seed, shape),
            () -> x.transposedMatmul(seed).sumTo(shape),
            1e-5f));
  }

  private static Stream<Example> sums(Tensor into, Tensor a, Tensor b) {
    Tensor at = a.transpose();
    Tensor bt = b.transpose();
    Supplier<Tensor> sum = () -> into.plus(a.matmul(b));
    return Stream.of(
        new Example(
            "addMatmul",
            () -> {
              Tensor y = into.copy();
              FusedOperations.addMatmul(y, a, b);
              return y;
            },
            sum,
            1e-5f),
        new Example(
            "addMatmulTransposed",
            () -> {
              Tensor y = into.copy();
              FusedOperations.addMatmulTransposed(y, a, bt);
              return y;
            },
            sum,
            1e-5f),
        new Example(
            "addTransposedMatmul",
            () -> {
              Tensor y = into.copy();
              FusedOperations.addTransposedMatmul(y, at, b);
              return y;
            },
            sum,
            1e-5f));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void givesWhatTheOperationsGive(Example example) {
    Tensor expected = example.apart().get();
    Tensor fused = example.fused().get();
    if (example.tolerance() == 0) {
      assertThat(fused).isEqualTo(expected);
    } else {
      assertThat(fused.shape()).isEqualTo(expected.shape());
      assertThat(fused.isCloseTo(expected, example.tolerance())).isTrue();
    }
  }

  @Test
  void everyMethodHasAnExample() {
    assertThat(examples().map(Example::method))
        .containsAll(
            Arrays.stream(FusedOperations.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .map(Method::getName)
                .toList());
  }

  @Test
  void whatDoesNotFitIsRefusedAsByTheOperations() {
    assertThatThrownBy(() -> FusedOperations.linear(random(2, 3), random(4, 5), random(5)))
        .isInstanceOf(ShapeException.class)
        .hasMessage("matmul: inner dimensions differ: [2, 3] x [4, 5]");
    assertThatThrownBy(() -> FusedOperations.linear(random(2, 3), random(3, 5), random(4)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("plus");
    assertThatThrownBy(() -> FusedOperations.addMatmul(random(2, 2), random(2, 3), random(3, 5)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("add");
  }
}
