package dev.adjoint.processor.shape;

import static dev.adjoint.processor.shape.Program.shape;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.processor.ir.Expr;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BroadcastTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          N, H     | N, H  | [N, H]
          N, H     | H     | [N, H]
          H        | N, H  | [N, H]
          N, 1     | 1, H  | [N, H]
          N, H     | ''    | [N, H]
          ''       | ''    | []
          1        | 1     | [1]
          B, 1, 3  | 7, 3  | [B, 7, 3]
          0        | 1     | [0]
          2*N      | 1     | [2*N]
          """)
  void broadcasts(String a, String b, String expected) {
    assertThat(shape(p -> p.call("plus", p.tensor("x", a), p.tensor("y", b)))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          7 | [N, 7]
          1 | [N, ?]
          H | [N, H]
          """)
  void whatMayBeOneIsStretched(String other, String expected) {
    assertThat(
            shape(
                p -> {
                  Expr unknown =
                      p.call("firstColumns", p.tensor("x", "N, 3"), Program.unknownInteger());
                  return p.call("plus", unknown, p.tensor("y", other));
                }))
        .isEqualTo(expected);
  }
}
