package dev.adjoint.processor.shape;

import static dev.adjoint.processor.shape.Program.list;
import static dev.adjoint.processor.shape.Program.number;
import static dev.adjoint.processor.shape.Program.shape;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Any number of leading dimensions, as in {@code @Shape("*b, T, D")}. */
class GroupsTest {
  @Test
  void whatCountsFromTheEndLeavesThemWhereTheyAre() {
    assertThat(shape(p -> p.call("relu", p.tensor("x", "*b, T, D")))).isEqualTo("[*b, T, D]");
    assertThat(shape(p -> p.call("transpose", p.tensor("x", "*b, T, D")))).isEqualTo("[*b, D, T]");
    assertThat(shape(p -> p.call("last", p.tensor("x", "*b, T, D")))).isEqualTo("[*b, T]");
    assertThat(shape(p -> p.call("plus", p.tensor("x", "*b, T, D"), p.tensor("y", "D"))))
        .isEqualTo("[*b, T, D]");
    assertThat(shape(p -> p.call("plus", p.tensor("x", "*b, D"), p.tensor("y", "*b, D"))))
        .isEqualTo("[*b, D]");
    assertThat(shape(p -> p.call("matmul", p.tensor("x", "*b, T, D"), p.tensor("w", "D, K"))))
        .isEqualTo("[*b, T, K]");
    assertThat(shape(p -> p.call("matmul", p.tensor("x", "*b, T, D"), p.tensor("y", "*b, D, T"))))
        .isEqualTo("[*b, T, T]");
    assertThat(shape(p -> p.call("glu", p.tensor("x", "*b, 2*D")))).isEqualTo("[*b, D]");
  }

  @Test
  void whatCannotBeToldIsUnknown() {
    assertThat(shape(p -> p.call("argmax", p.tensor("x", "*b, T, D"), number(0))))
        .isEqualTo("unknown");
    assertThat(shape(p -> p.call("plus", p.tensor("x", "*b, D"), p.tensor("y", "N, T, D"))))
        .isEqualTo("unknown");
    assertThat(shape(p -> p.call("plus", p.tensor("x", "*b, D"), p.tensor("y", "*c, D"))))
        .isEqualTo("unknown");
  }

  @Test
  void theirProductIsOneDimension() {
    assertThat(
            shape(
                p ->
                    p.call("reshape", p.tensor("x", "*b, T, D"), list(number(-1), p.integer("D")))))
        .isEqualTo("[#b*T, D]");
    assertThat(shape(p -> p.call("flat", p.tensor("x", "*b, 3")))).isEqualTo("[3*#b]");
  }

  @Test
  void mistakes() {
    assertThat(Program.errors(p -> p.call("rgb", p.tensor("x", "*b, 3"))))
        .containsExactly("rgb: operand must have 2 dimensions, but x has shape [*b, 3]");
    assertThat(
            Program.errors(p -> p.call("matmul", p.tensor("x", "*b, T, D"), p.tensor("w", "K, D"))))
        .containsExactly("matmul: inner dimensions differ: [*b, T, D] x [K, D]");
    assertThat(Program.errors(p -> p.call("plus", p.tensor("x", "*b, D"), p.tensor("y", "K"))))
        .containsExactly("plus: shapes cannot be broadcast: [*b, D] and [K]");
    assertThat(Program.errors(p -> p.call("transpose", p.call("relu", p.tensor("x", "*b, D")))))
        .isEmpty();
  }

  @Test
  void results() {
    Program right = new Program();
    right.returns("*b, D", right.call("relu", right.tensor("x", "*b, D")));
    assertThat(right.messages()).isEmpty();
    Program wrong = new Program();
    wrong.returns("*b, K", wrong.call("relu", wrong.tensor("x", "*b, 3, D")));
    assertThat(wrong.messages())
        .containsExactly("logits returns [*b, 3, D], but @Shape says [*b, K]");
  }

  @Test
  void arraysHaveAsManyDimensionsAsTheirTypes() {
    Program p = new Program();
    p.returns(p.ints("labels", "*b"));
    assertThat(p.messages())
        .containsExactly(
            "@Shape(\"*b\"): *b stands for dimensions of tensors, and labels is of type int[];"
                + " write dimensions as in \"N, 784\"");
  }
}
