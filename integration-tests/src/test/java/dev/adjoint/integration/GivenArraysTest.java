package dev.adjoint.integration;

import static dev.adjoint.tensor.Tensor.of;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.tensor.Tensor;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is known of the sizes of arrays, most of them given to a method, and what is not. */
class GivenArraysTest {
  private static final String IMPORTS =
      """
      import dev.adjoint.tensor.Activations;
      import dev.adjoint.tensor.Embeddings;
      import dev.adjoint.tensor.Indexing;
      import dev.adjoint.tensor.Shaping;
      """;

  private static final Tensor TABLE = of(new float[] {.1f, .2f, .3f, .4f, -.5f, .6f}, 3, 2);

  private static String generated(String members) {
    Compilation compilation =
        Compiler.compile(
            "t.Case",
            """
            package t;
            import dev.adjoint.annotations.*;
            import dev.adjoint.tensor.Tensor;
            %sclass Case {
            %s}
            """
                .formatted(IMPORTS, members));
    assertThat(compilation.findings()).isEmpty();
    return compilation.generated().get("t.CaseGrad");
  }

  @Test
  void tokensThatAreHandedOnWhole() {
    String generated =
        generated(
            """
            @Differentiable
            static float loss(
                @Shape("V, D") Tensor table,
                @Shape("H, D") Tensor w,
                @Shape("H") Tensor b,
                @Shape("N, T") int[][] text) {
              int steps = text[0].length;
              Tensor x = Embeddings.embedding(table, text);
              Tensor y = Activations.tanh(x.matmulTransposed(w).plus(b));
              return y.sum() / (steps * text.length);
            }
            """);
    assertThat(generated)
        .contains("FusedOperations.linearTransposed(x, w, b)")
        .doesNotContain("xShape", "matmulTransposedShape");
  }

  @Test
  void rowNumbers() {
    String generated =
        generated(
            """
            @Differentiable
            static float loss(@Shape("V, D") Tensor table, @Shape("D") Tensor b, int[] rows) {
              return Activations.tanh(Indexing.takeRows(table, rows).plus(b)).sum();
            }
            """);
    assertThat(generated).doesNotContain("takeRowsShape").contains("sumTo(b.shape())");
  }

  @ParameterizedTest
  @MethodSource
  void rowsOfDifferentLengths(Case program) {
    program.run();
  }

  static Stream<Case> rowsOfDifferentLengths() {
    int[][] text = {{0, 1, 2}, {2}, {1, 1, 0}};
    return Stream.of(
        Case.of(
                "single rows",
                """
            @Differentiable static float f(Tensor numbers, int[][] text) {
              Tensor table = numbers.reshape(3, 2);
              Tensor x = Indexing.takeRows(table, text[0]);
              Tensor y = Indexing.takeRows(table, text[1]);
              return x.times(y).sum();
            }
            """)
            .with(IMPORTS)
            .at(TABLE, text),
        Case.of(
                "rows in a loop",
                """
            @Differentiable static float f(Tensor numbers, int[][] text) {
              Tensor table = numbers.reshape(3, 2);
              Tensor h = Indexing.takeRows(table, text[0]);
              for (int i = 1; i < text.length; i++) {
                h = h.times(Indexing.takeRows(table, text[i]));
              }
              return h.sum();
            }
            """)
            .with(IMPORTS)
            .at(TABLE, text),
        Case.of(
                "a row by another name",
                """
            @Differentiable static float f(Tensor numbers, int[][] text) {
              Tensor table = numbers.reshape(3, 2);
              int[] one = text[0];
              Tensor x = Embeddings.embedding(table, new int[][] {text[1]});
              return x.times(Indexing.takeRows(table, one)).sum();
            }
            """)
            .with(IMPORTS)
            .at(TABLE, text),
        Case.of(
                "rows that are only measured",
                """
            @Differentiable static float f(Tensor numbers, int[][] text) {
              Tensor x = numbers.reshape(6);
              Tensor y = Shaping.narrow(x, 0, 0, text[1].length);
              return y.times(y).broadcastTo(text[0].length).sum();
            }
            """)
            .with(IMPORTS)
            .at(TABLE, text),
        Case.of(
                "rows that another name replaces",
                """
            @Differentiable static float f(Tensor numbers, int[] rows, boolean isFirst) {
              Tensor table = numbers.reshape(3, 2);
              int[][] a = new int[2][rows.length];
              int[][] b = new int[2][rows.length];
              int[][] either = isFirst ? a : b;
              either[0] = new int[1];
              Tensor x = Indexing.takeRows(table, a[0]);
              return x.times(Indexing.takeRows(table, rows)).sum();
            }
            """)
            .with(IMPORTS)
            .at(TABLE, new int[] {0, 1, 2}, true)
            .at(TABLE, new int[] {0, 1, 2}, false),
        Case.of(
                "constants of classes that share a name",
                """
            static class A { static class Sizes { static final int N = 3; } }
            static class B { static class Sizes { static final int N = 1; } }
            @Differentiable static float f(Tensor numbers) {
              Tensor x = Shaping.narrow(numbers.reshape(6), 0, 0, B.Sizes.N);
              return x.times(x).broadcastTo(A.Sizes.N).sum();
            }
            """)
            .with(IMPORTS)
            .at(TABLE),
        Case.of(
                "a parameter that gets other numbers",
                """
            @Differentiable static float f(Tensor numbers, int[] rows, int[] others) {
              Tensor table = numbers.reshape(3, 2);
              Tensor x = Indexing.takeRows(table, rows);
              rows = others;
              Tensor y = Indexing.takeRows(table, rows);
              return x.times(y).sum();
            }
            """)
            .with(IMPORTS)
            .at(TABLE, new int[] {0, 1, 2}, new int[] {1}));
  }
}
