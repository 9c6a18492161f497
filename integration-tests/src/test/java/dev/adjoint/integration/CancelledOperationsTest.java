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

/**
 * An adjoint is computed from what a transposed matrix was made of, where that still has the value
 * that it had then, and only there.
 */
class CancelledOperationsTest {
  private static final String IMPORTS =
      """
      import dev.adjoint.tensor.*;
      import static dev.adjoint.tensor.Activations.*;
      """;
  private static final Pattern TRANSPOSED =
      Pattern.compile("(?m)^(?! *//).*[mM]atmulTransposed\\(");
  private static final RandomSource RANDOM = RandomSource.of(9);

  private static Tensor random(int... shape) {
    return Tensors.normal(RANDOM, shape);
  }

  static Stream<Arguments> programs() {
    return Stream.of(
        program(
            "a matrix that is transposed before a loop",
            0,
            """
            @Differentiable static float f(Tensor x, Tensor w) {
              Tensor t = w.transpose();
              Tensor h = x;
              for (int i = 0; i < 3; i++) {
                h = tanh(h.matmul(t)).plus(x);
              }
              return h.times(h).sum();
            }
            """),
        program(
            "a matrix that is computed",
            0,
            """
            @Differentiable static float f(Tensor x, Tensor w) {
              Tensor a = w.scale(0.5f);
              Tensor t = a.transpose();
              return tanh(x.matmul(t)).matmul(t).sum();
            }
            """),
        program(
            "a component of a record",
            0,
            """
            record Weights(Tensor w, Tensor other) {}
            @Differentiable static float f(Tensor x, Tensor w) {
              Weights weights = new Weights(w.scale(2f), x);
              Tensor t = weights.w().transpose();
              return tanh(x.matmul(t)).matmul(t).sum();
            }
            """),
        program(
            "a product that the user writes with a transpose is a value",
            1,
            """
            @Differentiable(wrt = "x") static float f(Tensor x, Tensor w) {
              Tensor t = w.transpose();
              return tanh(x.matmulTransposed(t)).sum();
            }
            """),
        program(
            "another value of the same name later on",
            0,
            """
            @Differentiable static float f(Tensor x, Tensor w) {
              Tensor a = w.scale(2f);
              Tensor t = a.transpose();
              Tensor h = tanh(x.matmul(t));
              t = t.scale(3f);
              a = a.times(a);
              return h.scale(t.sum()).scale(a.sum()).sum();
            }
            """),
        program(
            "the transpose is replaced in the loop that uses it",
            1,
            """
            @Differentiable static float f(Tensor x, Tensor w) {
              Tensor t = w.transpose();
              Tensor h = x;
              for (int i = 0; i < 3; i++) {
                h = tanh(h.matmul(t));
                t = t.scale(0.5f);
              }
              return h.sum();
            }
            """),
        program(
            "the matrix is replaced in the loop that uses its transpose",
            1,
            """
            @Differentiable static float f(Tensor x, Tensor w) {
              Tensor a = w.scale(2f);
              Tensor t = a.transpose();
              Tensor h = x;
              for (int i = 0; i < 3; i++) {
                h = tanh(h.matmul(t));
                a = a.scale(0.5f);
              }
              return h.scale(a.sum()).sum();
            }
            """),
        program(
            "a parameter is replaced in the loop that uses its transpose",
            1,
            """
            @Differentiable static float f(Tensor x, Tensor w) {
              Tensor t = w.transpose();
              Tensor h = x;
              for (int i = 0; i < 3; i++) {
                h = tanh(h.matmul(t));
                w = w.scale(0.5f);
              }
              return h.scale(w.sum()).sum();
            }
            """),
        program(
            "another matrix in each trip",
            1,
            """
            @Differentiable static float f(Tensor x, Tensor w) {
              Tensor h = x;
              Tensor a = w;
              for (int i = 0; i < 3; i++) {
                a = tanh(a).scale(0.5f);
                Tensor t = a.transpose();
                h = tanh(h.matmul(t));
              }
              return h.sum();
            }
            """),
        program(
            "a matrix that a branch transposes",
            1,
            """
            @Differentiable static float f(Tensor x, Tensor w) {
              Tensor t = w;
              if (x.sum() < 1000) {
                t = w.transpose();
              }
              return tanh(x.matmul(t)).sum();
            }
            """));
  }

  private static Arguments program(String name, int transposed, String members) {
    return Arguments.of(name, transposed, members);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("programs")
  void allAreRight(String name, int transposed, String members) {
    Case.of(name, members)
        .with(IMPORTS)
        .at(random(4, 5).scale(0.3f), random(5, 5).scale(0.3f))
        .run();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("programs")
  void onlyWhatIsStillThereIsRead(String name, int transposed, String members) {
    assumeTrue(ProcessorOptions.areDefault(), "the text is that of the default options");
    String source =
        "import dev.adjoint.annotations.*;\n" + IMPORTS + "class Case {" + members + "}";
    Compilation compilation = Compiler.compile(Map.of("Case", source));
    String generated = compilation.generated().get("CaseGrad");
    String oneShot = generated.substring(0, generated.indexOf("Pullback f"));
    assertThat(TRANSPOSED.matcher(oneShot).results().count()).as(generated).isEqualTo(transposed);
  }
}
