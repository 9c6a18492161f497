package dev.adjoint.integration;

import static dev.adjoint.tensor.Tensor.of;
import static dev.adjoint.tensor.Tensor.vector;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.tensor.Tensor;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What random programs over tensors found, made small. */
class RandomTensorFindsTest {
  private static final String IMPORTS = "import dev.adjoint.tensor.*;\n";
  private static final Tensor MATRIX = of(new float[] {.4f, -.3f, .8f, .6f, -.2f, .1f}, 2, 3);
  private static final Tensor VECTOR = vector(.5f, -.7f, .3f);

  @ParameterizedTest
  @MethodSource
  void cases(Case program) {
    program.run();
  }

  static Stream<Case> cases() {
    return Stream.of(
        Case.of(
                "a loop in a branch of which only shapes are kept",
                """
            @Differentiable static float f(Tensor x, Tensor m, int n) {
              if (n > 0) {
                for (int i = 0; i < m.dimension(0); i++) {
                  x = Activations.tanh(Shaping.select(m, 0, i).plus(x));
                }
              }
              return x.times(x).sum();
            }
            """)
            .with(IMPORTS)
            .at(VECTOR, MATRIX, 0)
            .at(VECTOR, MATRIX, 1),
        Case.of(
                "a loop in a branch of which a shape is all that is kept",
                """
            @Differentiable static Tensor f(Tensor x, Tensor w) {
              if (w.sum() < 1.0) {
                for (int i = 1; i > 0; i -= 3) {
                  x = w = Shaping.select(Joining.stack(1, x, w, w), 0, i % 3);
                }
                return x;
              }
              return x.plus(w);
            }
            """)
            .with(IMPORTS)
            .at(VECTOR, vector(.2f, .4f, -.5f))
            .at(VECTOR, vector(.8f, .4f, .5f)),
        Case.of(
                "the tangent of a sum has the shape of the constant that is added",
                """
            @Differentiable static float f(Tensor m, Tensor v) {
              return Activations.tanh(m.plus(v)).sum() + m.plus(v).sum() + v.plus(m).sum();
            }
            """)
            .with(IMPORTS)
            .at(MATRIX, VECTOR),
        Case.of(
                "the tangent of what is broadcast reaches the next trip in its shape",
                """
            @Differentiable static Tensor f(Tensor m, Tensor v, int n) {
              Tensor h = m;
              for (int i = 0; i < n; i++) {
                h = Activations.tanh(Tensor.full(0.5f, 2, 3).plus(v).times(h).plus(v));
              }
              return h.matmul(h.transpose());
            }
            """)
            .with(IMPORTS)
            .at(MATRIX, VECTOR, 0)
            .at(MATRIX, VECTOR, 3),
        Case.of(
                "an operation that is a constant to derivatives may run again",
                """
            @Differentiable static float f(Tensor x, Tensor w) {
              for (@Checkpoint int i = 0; i < 3; i++) {
                x = Choices.where(Masks.greater(x, 0.1f), x.times(w), Activations.tanh(x));
                x = x.plus(Tensors.eye(3).matmul(x.reshape(3, 1)).reshape(3));
              }
              return x.sum();
            }
            """)
            .with(IMPORTS)
            .at(VECTOR, vector(.2f, .4f, -.5f)));
  }

  /** The value of a pullback is a field of it, which parts of its methods do not see. */
  @Test
  void aLongPullbackThatRunsAgainChecksItsSeed() {
    String source =
        """
        package t;
        import dev.adjoint.annotations.*;
        import dev.adjoint.tensor.*;
        class Long {
          @Checkpoint @Differentiable static Tensor f(Tensor x, Tensor w) {
            for (@Checkpoint int i = 0; i < 3; i++) {
              Tensor v = Activations.tanh(x.times(x));
              if (w.mean() > 0.1) {
                return w.plus(x);
              }
              x = v;
            }
            return w.times(x);
          }
        }
        """;
    for (int size : new int[] {100, 200, 300}) {
      Compilation compilation =
          Compiler.compile(Map.of("t.Long", source), "-Aadjoint.methodSize=" + size);
      assertThat(compilation.generated().get("t.LongGrad")).contains("OfLines");
      Subject subject = new Subject(compilation.load(), "t.Long", "f");
      GradientCheck.against(subject, java.util.List.of("x", "w"), VECTOR, vector(.2f, .4f, -.5f));
      GradientCheck.against(subject, java.util.List.of("x", "w"), VECTOR, vector(.2f, .4f, .5f));
    }
  }
}
