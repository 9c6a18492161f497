package dev.adjoint.processor.shape;

import static dev.adjoint.processor.shape.Program.errors;
import static dev.adjoint.processor.shape.Program.number;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Type;
import org.junit.jupiter.api.Test;

/** Programs whose operands do not fit each other. */
class WrongProductsTest {
  @Test
  void innerNumbersDiffer() {
    assertThat(errors(p -> p.call("matmul", p.tensor("x", "N, 784"), p.tensor("w", "128, 10"))))
        .containsExactly("matmul: inner dimensions differ: [N, 784] x [128, 10]");
  }

  @Test
  void sizeIsNoNumber() {
    assertThat(errors(p -> p.call("matmul", p.tensor("x", "N, H"), p.tensor("w", "784, 10"))))
        .containsExactly("matmul: inner dimensions differ: [N, H] x [784, 10]");
  }

  @Test
  void twoSizesDiffer() {
    assertThat(errors(p -> p.call("matmul", p.tensor("x", "N, H"), p.tensor("w", "K, 10"))))
        .containsExactly("matmul: inner dimensions differ: [N, H] x [K, 10]");
  }

  @Test
  void arithmeticDiffers() {
    assertThat(errors(p -> p.call("matmul", p.tensor("x", "N, 2*H"), p.tensor("w", "H, 10"))))
        .containsExactly("matmul: inner dimensions differ: [N, 2*H] x [H, 10]");
  }

  @Test
  void transposeIsForgotten() {
    assertThat(errors(p -> p.call("matmul", p.tensor("x", "N, 4"), p.tensor("w", "H, 4"))))
        .containsExactly("matmul: inner dimensions differ: [N, 4] x [H, 4]");
  }

  @Test
  void transposeIsTooMany() {
    assertThat(
            errors(
                p ->
                    p.call(
                        "matmul",
                        p.tensor("x", "N, 4"),
                        p.call("transpose", p.tensor("w", "4, H")))))
        .containsExactly("matmul: inner dimensions differ: [N, 4] x [H, 4]");
  }

  @Test
  void batchesDiffer() {
    assertThat(errors(p -> p.call("matmul", p.tensor("q", "B, N, 8"), p.tensor("k", "C, 8, N"))))
        .containsExactly(
            "matmul: leading dimensions cannot be broadcast: q [B, N, 8], k [C, 8, N]");
  }

  @Test
  void rankIsTooSmallForVariable() {
    assertThat(errors(p -> p.call("matmul", p.tensor("x", "N, H"), p.tensor("w", "H"))))
        .containsExactly("matmul: operand must have at least 2 dimensions, but w has shape [H]");
  }

  @Test
  void rankIsTooSmallForExpression() {
    assertThat(
            errors(
                p -> p.call("matmul", p.call("relu", p.tensor("x", "H")), p.tensor("w", "H, 10"))))
        .containsExactly(
            "matmul: operand must have at least 2 dimensions, but the receiver has shape [H]");
  }

  @Test
  void rankIsExact() {
    assertThat(errors(p -> p.call("dot", p.tensor("x", "N, 3"), p.tensor("y", "3"))))
        .containsExactly("dot: operand must have 1 dimension, but x has shape [N, 3]");
  }

  @Test
  void operandIsNoScalar() {
    assertThat(errors(p -> p.call("scale", p.tensor("x", "N, 3"), p.tensor("factor", "1"))))
        .containsExactly("scale: operand must have no dimensions, but factor has shape [1]");
  }

  @Test
  void elementOfAnArrayIsNamedAsTheUserDoes() {
    Type.Tree layer = Program.record("Layer", Program.component("w", Operations.TENSOR, "3, 3"));
    assertThat(
            errors(
                p -> {
                  Expr layers = p.parameter("layers", new Type.Array(layer));
                  Expr w = Program.get(new Expr.Element(layers, number(0)), "w");
                  return p.call("dot", p.tensor("x", "3"), w);
                }))
        .containsExactly("dot: operand must have 1 dimension, but layers[0].w has shape [3, 3]");
  }

  @Test
  void vectorsDiffer() {
    assertThat(errors(p -> p.call("dot", p.tensor("x", "3"), p.tensor("y", "4"))))
        .containsExactly("dot: inner dimensions differ: [3] x [4]");
  }

  @Test
  void labelsAreOfAnotherBatch() {
    assertThat(
            errors(p -> p.call("crossEntropy", p.tensor("logits", "N, 10"), p.ints("labels", "M"))))
        .containsExactly("crossEntropy: n differs: logits [N, 10], labels [M]");
  }

  @Test
  void rankOfLogits() {
    assertThat(errors(p -> p.call("crossEntropy", p.tensor("scores", "10"), p.ints("labels", "N"))))
        .containsExactly("crossEntropy: operand must have 2 dimensions, but scores has shape [10]");
  }

  @Test
  void wholeShapesDiffer() {
    assertThat(errors(p -> p.call("mse", p.tensor("y", "N, 10"), p.tensor("target", "N"))))
        .containsExactly("mse: shapes differ: y [N, 10], target [N]");
  }

  @Test
  void matrixIsNotSquare() {
    assertThat(errors(p -> p.call("inverse", p.tensor("a", "B, 3, 4"))))
        .containsExactly("inverse: n differs within a [B, 3, 4]");
  }

  @Test
  void numberInTheRule() {
    assertThat(errors(p -> p.call("rgb", p.tensor("photo", "N, 4"))))
        .containsExactly("rgb: dimension must be 3, but photo has shape [N, 4]");
  }

  @Test
  void integerOperand() {
    assertThat(errors(p -> p.call("classify", p.tensor("x", "N, 12"), number(10))))
        .containsExactly("classify: dimension classes must be 10, but x has shape [N, 12]");
  }

  @Test
  void conditionIsNotMet() {
    assertThat(
            errors(p -> p.call("windows", p.tensor("x", "4, 2"), number(3), Program.numbers(1, 2))))
        .containsExactly(
            "windows: size <= x[-1] does not hold: 3 is greater than 2 for x [4, 2], size 3,"
                + " steps [1, 2]");
    assertThat(
            errors(p -> p.call("windows", p.tensor("x", "3, 7"), number(3), Program.numbers(1, 2))))
        .containsExactly(
            "windows: x[0] = 2*(x[0]/2) does not hold: 3 is not 2 for x [3, 7], size 3,"
                + " steps [1, 2]");
    assertThat(errors(p -> p.call("windows", p.tensor("x", "4, 7"), number(3), Program.numbers(1))))
        .containsExactly("windows: dimension must be 2, but steps has shape [1]");
  }

  @Test
  void oddNumberCannotBeHalved() {
    assertThat(errors(p -> p.call("glu", p.tensor("x", "N, 7"))))
        .containsExactly("glu: dimension must have the form 2*d, but x has shape [N, 7]");
  }

  @Test
  void arithmeticInTheRule() {
    assertThat(errors(p -> p.call("twice", p.tensor("x", "4"), p.tensor("y", "9"))))
        .containsExactly("twice: dimension 2*n must be 8, but y has shape [9]");
  }

  @Test
  void channelsDiffer() {
    assertThat(
            errors(
                p ->
                    p.call(
                        "conv2d",
                        p.tensor("image", "N, 3, 28, 28"),
                        p.tensor("w", "6, 1, 5, 5"),
                        number(1),
                        number(0))))
        .containsExactly("conv2d: inner dimensions differ: [N, 3, 28, 28] x [6, 1, 5, 5]");
  }

  @Test
  void kernelIsLargerThanTheImage() {
    assertThat(
            errors(
                p ->
                    p.call(
                        "conv2d",
                        p.tensor("image", "N, 1, 3, 3"),
                        p.tensor("w", "6, 1, 5, 5"),
                        number(1),
                        number(0))))
        .containsExactly(
            "conv2d: (h + 2*padding - kh)/stride + 1 would be -1"
                + " for image [N, 1, 3, 3], w [6, 1, 5, 5], stride 1, padding 0");
  }
}
