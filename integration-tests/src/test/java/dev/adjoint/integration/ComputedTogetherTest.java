package dev.adjoint.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.adjoint.random.RandomSource;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.tensor.Tensors;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Adjoints that have work in common are computed together where all are needed, and only there. */
class ComputedTogetherTest {
  private static final String IMPORTS =
      """
      import dev.adjoint.tensor.*;
      import static dev.adjoint.tensor.Attention.*;
      import static dev.adjoint.tensor.Normalizations.*;
      import static dev.adjoint.tensor.Activations.*;
      """;
  private static final Pattern JOINT = Pattern.compile("JointAdjoints\\.of[A-Z]\\w*\\(");
  private static final RandomSource RANDOM = RandomSource.of(8);

  private static Tensor random(int... shape) {
    return Tensors.normal(RANDOM, shape);
  }

  static Stream<Arguments> programs() {
    return Stream.of(
        program(
            "attention to itself",
            1,
            """
            @Differentiable static float f(Tensor x, Tensor w, Tensor b) {
              Tensor y = tanh(x);
              return scaledDotProductAttention(y, y, y, true).times(w).times(b).sum();
            }
            """),
        program(
            "a mask that no gradient is asked for",
            1,
            """
            @Differentiable(wrt = {"x", "w"}) static float f(Tensor x, Tensor w, Tensor b) {
              Tensor mask = b.matmul(b.transpose());
              return scaledDotProductAttention(x, x.times(w), tanh(x), mask).times(x).sum();
            }
            """),
        program(
            "values that need no gradient",
            0,
            """
            @Differentiable(wrt = {"w"}) static float f(Tensor x, Tensor w, Tensor b) {
              return scaledDotProductAttention(x.times(w), x.plus(w), b, false).times(b).sum();
            }
            """),
        program(
            "normalizations one after the other, which share weights",
            2,
            """
            @Differentiable static float f(Tensor x, Tensor w, Tensor b) {
              Tensor y = tanh(layerNorm(x, w, w.scale(0.5f), 0.1f));
              return layerNorm(y.times(x), w, w.scale(0.5f), 0.1f).times(x).times(b).sum();
            }
            """),
        program(
            "a normalization in a loop",
            1,
            """
            @Differentiable static float f(Tensor x, Tensor w, Tensor b) {
              Tensor h = x;
              for (int i = 0; i < 3; i++) {
                h = tanh(layerNorm(h, w, w.scale(0.5f), 0.1f)).plus(x);
              }
              return h.times(b).sum();
            }
            """),
        program(
            "a normalization in a branch",
            1,
            """
            @Differentiable static float f(Tensor x, Tensor w, Tensor b) {
              Tensor h = x.times(b);
              if (x.sum() < 1000) {
                h = rmsNorm(h, w, 0.1f).plus(x);
              }
              return h.times(h).sum();
            }
            """),
        program(
            "the bias alone needs no gradient",
            0,
            """
            @Differentiable(wrt = {"x", "w"}) static float f(Tensor x, Tensor w, Tensor b) {
              return layerNorm(x, w, w.zerosLike(), 0.1f).times(b).sum();
            }
            """),
        program(
            "channels",
            1,
            """
            @Differentiable static float f(Tensor x, Tensor w, Tensor b) {
              return tanh(batchNorm(x.reshape(4, 2, 3), Shaping.slice(w, 0, 0, 2),
                  Shaping.slice(w, 0, 4, 6), 0.1f)).times(b.reshape(4, 2, 3)).sum();
            }
            """),
        program(
            "two kinds of the same operands",
            2,
            """
            @Differentiable static float f(Tensor x, Tensor w, Tensor b) {
              Tensor y = layerNorm(x, w, w.scale(0.5f), 0.1f).times(rmsNorm(x, w, 0.1f));
              return y.times(b).sum();
            }
            """));
  }

  private static Arguments program(String name, int count, String members) {
    return Arguments.of(name, count, members);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("programs")
  void allAreRight(String name, int count, String members) {
    Case.of(name, members).with(IMPORTS).at(random(4, 6), random(6), random(4, 6)).run();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("programs")
  void onlyWhereAllAreNeeded(String name, int count, String members) {
    assumeTrue(ProcessorOptions.areDefault(), "the text is that of the default options");
    String source =
        "import dev.adjoint.annotations.*;\n" + IMPORTS + "class Case {" + members + "}";
    Compilation compilation = Compiler.compile(Map.of("Case", source));
    String generated = compilation.generated().get("CaseGrad");
    String oneShot = generated.substring(0, generated.indexOf("Pullback f"));
    assertThat(JOINT.matcher(oneShot).results().count()).as(generated).isEqualTo(count);
  }
}
