package dev.adjoint.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.ValueAndGradient;
import dev.adjoint.Workspace;
import dev.adjoint.tensor.Tensor;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What methods of users compute once and keep is theirs, also in a workspace. */
class CachedTensorsTest {
  private static final Tensor X = Tensor.vector(1, 2, 3);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Tensor m = mask(x); return x.times(m).sum();",
        "return x.times(mask(x)).sum();",
        // Where no statement can stand before and after the call.
        "float s = 0; if (mask(x).sum() > 0) { s = x.times(mask(x)).sum(); } return s;",
        "float s = 0; int i = 0; while (i++ < mask(x).sum() / 6) { s += x.times(mask(x)).sum(); }"
            + " return s;"
      })
  void ofMethods(String body) {
    Subject subject =
        subject(
            """
              static Tensor cached;
              @NonDifferentiable static Tensor mask(Tensor like) {
                if (cached == null) { cached = like.zerosLike().shift(1).scale(2); }
                return cached;
              }
              @Differentiable static float f(Tensor x) { %s }
            """
                .formatted(body));
    Workspace workspace = new Workspace(1);
    for (int step = 0; step < 3; step++) {
      assertGradientIsTwo(workspace, subject, X);
    }
  }

  @Test
  void ofFunctions() {
    Subject subject =
        subject(
            """
              @Differentiable(wrt = "x") static float f(Tensor x, java.util.function.Supplier<Tensor> mask) {
                Tensor m = mask.get();
                return x.times(m).sum();
              }
            """);
    Tensor[] cached = new Tensor[1];
    Supplier<Tensor> mask =
        () -> {
          if (cached[0] == null) {
            cached[0] = Tensor.ones(3).scale(2);
          }
          return cached[0];
        };
    Workspace workspace = new Workspace(1);
    for (int step = 0; step < 3; step++) {
      assertGradientIsTwo(workspace, subject, X, mask);
    }
  }

  private static Subject subject(String members) {
    String source =
        """
        package t;
        import dev.adjoint.annotations.*;
        import dev.adjoint.tensor.Tensor;
        class Case {
        %s}
        """
            .formatted(members);
    return new Subject(Compiler.compile("t.Case", source).load(), "t.Case", "f");
  }

  private static void assertGradientIsTwo(
      Workspace workspace, Subject subject, Object... arguments) {
    Tensor gradient =
        workspace.use(
            () ->
                ((Tensor) ((ValueAndGradient<?>) subject.valueAndGradient(arguments)).gradient())
                    .copy());
    assertThat(gradient).isEqualTo(Tensor.vector(2, 2, 2));
  }
}
