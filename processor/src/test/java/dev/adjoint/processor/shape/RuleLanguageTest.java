package dev.adjoint.processor.shape;

import static dev.adjoint.processor.shape.Program.list;
import static dev.adjoint.processor.shape.Program.number;
import static dev.adjoint.processor.shape.Program.numbers;
import static dev.adjoint.processor.shape.Program.shape;
import static dev.adjoint.processor.shape.Program.unknownInteger;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Operator;
import dev.adjoint.processor.ir.QualifiedName;
import dev.adjoint.processor.ir.Type;
import org.junit.jupiter.api.Test;

/** What the rule language computes for programs without mistakes. */
class RuleLanguageTest {
  private static final String ABC = "A, B, C";

  @Test
  void product() {
    assertThat(shape(p -> p.call("matmul", p.tensor("x", "N, 784"), p.tensor("w", "784, H"))))
        .isEqualTo("[N, H]");
  }

  @Test
  void batchesAreBroadcast() {
    assertThat(shape(p -> p.call("matmul", p.tensor("q", "B, 1, N, D"), p.tensor("k", "8, D, M"))))
        .isEqualTo("[B, 8, N, M]");
  }

  @Test
  void unknownOperandsGiveUnknownResults() {
    assertThat(shape(p -> p.call("matmul", p.tensor("x"), p.tensor("w", "3, 4"))))
        .isEqualTo("unknown");
    assertThat(shape(p -> p.call("plus", p.tensor("x"), p.tensor("w", "3, 4"))))
        .isEqualTo("unknown");
    assertThat(shape(p -> p.call("opaque", p.tensor("x", "3, 4")))).isEqualTo("unknown");
    assertThat(shape(p -> p.call("pool", p.tensor("x"), number(2)))).isEqualTo("unknown");
    assertThat(shape(p -> p.call("eye", unknownInteger()))).isEqualTo("unknown");
  }

  @Test
  void elementsOfShapesAndLists() {
    assertThat(shape(p -> p.call("windows", p.tensor("x", "4, 7"), number(3), numbers(1, 2))))
        .isEqualTo("[4, 3]");
    assertThat(shape(p -> p.call("windows", p.tensor("x", "4, W"), number(3), numbers(1, 1))))
        .isEqualTo("[4, W - 2]");
    assertThat(
            shape(p -> p.call("windows", p.tensor("x", "4, W"), number(3), p.ints("steps", "2"))))
        .isEqualTo("[4, ?]");
    assertThat(shape(p -> p.call("windows", p.tensor("x"), number(3), numbers(1, 2))))
        .isEqualTo("unknown");
  }

  @Test
  void without() {
    assertThat(shape(p -> p.call("sum", p.tensor("x", ABC), numbers(1)))).isEqualTo("[A, C]");
    assertThat(shape(p -> p.call("sum", p.tensor("x", ABC), numbers(0, -1)))).isEqualTo("[B]");
    assertThat(shape(p -> p.call("sum", p.tensor("x", ABC), numbers()))).isEqualTo("[A, B, C]");
    assertThat(shape(p -> p.call("argmax", p.tensor("x", ABC), number(0)))).isEqualTo("[B, C]");
    assertThat(shape(p -> p.call("last", p.tensor("x", ABC)))).isEqualTo("[A, B]");
    assertThat(shape(p -> p.call("sum", p.tensor("x", "A"), numbers(0)))).isEqualTo("[]");
  }

  @Test
  void axesThatAreNotKnown() {
    assertThat(shape(p -> p.call("argmax", p.tensor("x", ABC), p.integer("axis"))))
        .isEqualTo("unknown");
    assertThat(shape(p -> p.call("sum", p.tensor("x", ABC), p.ints("axes", "K"))))
        .isEqualTo("unknown");
    assertThat(shape(p -> p.call("mean", p.tensor("x", "A, 1, C"), p.ints("axes", "K"))))
        .isEqualTo("[?, 1, ?]");
    assertThat(shape(p -> p.call("permute", p.tensor("x", ABC), p.ints("axes", "3"))))
        .isEqualTo("unknown");
  }

  @Test
  void ones() {
    assertThat(shape(p -> p.call("mean", p.tensor("x", ABC), numbers(-2)))).isEqualTo("[A, 1, C]");
    assertThat(shape(p -> p.call("mean", p.tensor("x", ABC), numbers()))).isEqualTo("[A, B, C]");
  }

  @Test
  void swap() {
    assertThat(shape(p -> p.call("swap", p.tensor("x", ABC), number(0), number(-1))))
        .isEqualTo("[C, B, A]");
    assertThat(shape(p -> p.call("swap", p.tensor("x", ABC), number(1), number(1))))
        .isEqualTo("[A, B, C]");
    assertThat(shape(p -> p.call("transpose", p.tensor("x", ABC)))).isEqualTo("[A, C, B]");
  }

  @Test
  void permute() {
    assertThat(shape(p -> p.call("permute", p.tensor("x", ABC), numbers(2, 0, 1))))
        .isEqualTo("[C, A, B]");
    assertThat(shape(p -> p.call("permute", p.tensor("x", ""), numbers()))).isEqualTo("[]");
  }

  @Test
  void reshape() {
    assertThat(
            shape(
                p ->
                    p.call(
                        "reshape",
                        p.tensor("x", "N, 784"),
                        list(p.integer("N"), number(28), number(28)))))
        .isEqualTo("[N, 28, 28]");
    assertThat(shape(p -> p.call("reshape", p.tensor("x", "N, 784"), numbers(-1, 28, 28))))
        .isEqualTo("[N, 28, 28]");
    assertThat(shape(p -> p.call("reshape", p.tensor("x", "N, 784"), numbers(-1, 27))))
        .isEqualTo("[?, 27]");
    assertThat(shape(p -> p.call("reshape", p.tensor("x"), numbers(-1, 27)))).isEqualTo("[?, 27]");
    assertThat(shape(p -> p.call("reshape", p.tensor("x", "0, 3"), numbers(0, 5))))
        .isEqualTo("[0, 5]");
    assertThat(shape(p -> p.call("flat", p.tensor("x", "N, 4, 4")))).isEqualTo("[16*N]");
    assertThat(shape(p -> p.call("flat", p.tensor("x", "")))).isEqualTo("[1]");
  }

  @Test
  void reshapeByIntegerThatIsNoDeclaredSize() {
    assertThat(
            shape(
                p ->
                    p.call(
                        "reshape",
                        p.tensor("x", "N, 784"),
                        list(p.integer("rows"), number(28), number(27)))))
        .isEqualTo("[rows, 28, 27]");
  }

  @Test
  void dims() {
    assertThat(shape(p -> p.call("zeros", numbers(3, 4)))).isEqualTo("[3, 4]");
    assertThat(shape(p -> p.call("zeros", list(number(3), unknownInteger())))).isEqualTo("[3, ?]");
    assertThat(shape(p -> p.call("zeros", numbers()))).isEqualTo("[]");
    assertThat(shape(p -> p.call("zeros", p.ints("dims", "K")))).isEqualTo("unknown");
  }

  @Test
  void integerOperands() {
    assertThat(shape(p -> p.call("eye", number(3)))).isEqualTo("[3, 3]");
    assertThat(shape(p -> p.call("eye", p.integer("k")))).isEqualTo("[k, k]");
    assertThat(shape(p -> p.call("oneHot", p.ints("labels", "N"), number(10))))
        .isEqualTo("[N, 10]");
    assertThat(shape(p -> p.call("eye", new Expr.Length(p.ints("labels", "N")))))
        .isEqualTo("[N, N]");
    assertThat(
            shape(
                p ->
                    p.call(
                        "eye",
                        new Expr.Binary(
                            Operator.TIMES, number(2), p.integer("k"), Type.Primitive.INT))))
        .isEqualTo("[2*k, 2*k]");
    assertThat(shape(p -> p.call("eye", new Expr.Literal("1_0", Type.Primitive.INT))))
        .isEqualTo("[10, 10]");
  }

  @Test
  void constantsOfClassesAreSizes() {
    Expr hidden =
        new Expr.StaticField(QualifiedName.of("t", "Model"), "HIDDEN", Type.Primitive.INT);
    assertThat(shape(p -> p.call("eye", hidden))).isEqualTo("[Model.HIDDEN, Model.HIDDEN]");
  }

  @Test
  void manyIntegersAreNoAxes() {
    assertThat(shape(p -> p.call("zeros", p.ints("dims", "2000000000")))).isEqualTo("unknown");
    assertThat(shape(p -> p.call("sum", p.tensor("x", ABC), p.ints("axes", "2"))))
        .isEqualTo("unknown");
  }

  @Test
  void convolution() {
    assertThat(
            shape(
                p ->
                    p.call(
                        "conv2d",
                        p.tensor("x", "N, C, H, 28"),
                        p.tensor("w", "6, C, 5, 5"),
                        number(2),
                        number(1))))
        .isEqualTo("[N, 6, (H + 1)/2 - 1, 13]");
    assertThat(
            shape(
                p ->
                    p.call(
                        "conv2d",
                        p.tensor("x", "N, 3, H, W"),
                        p.tensor("w", "6, 3, 3, 3"),
                        number(1),
                        number(1))))
        .isEqualTo("[N, 6, H, W]");
  }

  @Test
  void arithmeticInOperands() {
    assertThat(shape(p -> p.call("glu", p.tensor("x", "N, 8")))).isEqualTo("[N, 4]");
    assertThat(shape(p -> p.call("glu", p.tensor("x", "N, 2*H")))).isEqualTo("[N, H]");
    assertThat(shape(p -> p.call("glu", p.tensor("x", "N, H")))).isEqualTo("[N, ?]");
    assertThat(shape(p -> p.call("twice", p.tensor("x", "N"), p.tensor("y", "2*N"))))
        .isEqualTo("[N]");
  }
}
