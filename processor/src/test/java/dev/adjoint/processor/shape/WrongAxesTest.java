package dev.adjoint.processor.shape;

import static dev.adjoint.processor.shape.Program.errors;
import static dev.adjoint.processor.shape.Program.list;
import static dev.adjoint.processor.shape.Program.number;
import static dev.adjoint.processor.shape.Program.numbers;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Programs whose shapes do not broadcast, or that name axes and dimensions that cannot be. */
class WrongAxesTest {
  @Test
  void biasIsTooLong() {
    assertThat(errors(p -> p.call("plus", p.tensor("x", "N, H"), p.tensor("b", "10"))))
        .containsExactly("plus: shapes cannot be broadcast: [N, H] and [10]");
  }

  @Test
  void sizesCannotBeBroadcast() {
    assertThat(errors(p -> p.call("plus", p.tensor("x", "N, H"), p.tensor("y", "M, H"))))
        .containsExactly("plus: shapes cannot be broadcast: [N, H] and [M, H]");
  }

  @Test
  void biasOfRowsInsteadOfColumns() {
    assertThat(errors(p -> p.call("plus", p.tensor("x", "N, 10"), p.tensor("b", "N"))))
        .containsExactly("plus: shapes cannot be broadcast: [N, 10] and [N]");
  }

  @Test
  void threeShapes() {
    assertThat(
            errors(
                p ->
                    p.call("where", p.tensor("c", "N, 1"), p.tensor("a", "3"), p.tensor("b", "4"))))
        .containsExactly("where: shapes cannot be broadcast: [N, 1] and [3] and [4]");
  }

  @Test
  void axisIsTooLarge() {
    assertThat(errors(p -> p.call("sum", p.tensor("x", "N, H"), numbers(2))))
        .containsExactly("sum: axis 2 is out of range for x [N, H]");
  }

  @Test
  void axisIsTooSmall() {
    assertThat(errors(p -> p.call("argmax", p.tensor("x", "N, H"), number(-3))))
        .containsExactly("argmax: axis -3 is out of range for x [N, H]");
  }

  @Test
  void scalarHasNoAxis() {
    assertThat(errors(p -> p.call("last", p.tensor("x", ""))))
        .containsExactly("last: axis -1 is out of range for x []");
  }

  @Test
  void axisIsGivenTwice() {
    assertThat(errors(p -> p.call("mean", p.tensor("x", "N, H"), numbers(1, -1))))
        .containsExactly("mean: axis 1 of x [N, H] is given twice");
  }

  @Test
  void tooManyAxes() {
    assertThat(errors(p -> p.call("sum", p.tensor("x", "N"), list(p.integer("i"), p.integer("j")))))
        .containsExactly("sum: 2 axes are given for x [N]");
  }

  @Test
  void swapOutOfRange() {
    assertThat(errors(p -> p.call("swap", p.tensor("x", "N, H"), number(0), number(2))))
        .containsExactly("swap: axis 2 is out of range for x [N, H]");
  }

  @Test
  void transposeOfVector() {
    assertThat(errors(p -> p.call("transpose", p.tensor("x", "N"))))
        .containsExactly("transpose: axis -2 is out of range for x [N]");
  }

  @Test
  void permutationIsIncomplete() {
    assertThat(errors(p -> p.call("permute", p.tensor("x", "N, H, W"), numbers(1, 0))))
        .containsExactly("permute: 2 axes are given for x [N, H, W]");
  }

  @Test
  void permutationRepeats() {
    assertThat(errors(p -> p.call("permute", p.tensor("x", "N, H"), numbers(1, 1))))
        .containsExactly("permute: axis 1 of x [N, H] is given twice");
  }

  @Test
  void elementsAreLost() {
    assertThat(
            errors(
                p ->
                    p.call(
                        "reshape",
                        p.tensor("x", "N, 784"),
                        list(p.integer("N"), number(28), number(27)))))
        .containsExactly("reshape: [N, 784] cannot become [N, 28, 27]");
  }

  @Test
  void restIsNoWholeNumber() {
    assertThat(errors(p -> p.call("reshape", p.tensor("x", "5, 7"), numbers(2, -1))))
        .containsExactly("reshape: [5, 7] cannot become [2, -1]");
  }

  @Test
  void twoDimensionsAreLeftOpen() {
    assertThat(errors(p -> p.call("reshape", p.tensor("x", "5, 7"), numbers(-1, -1))))
        .containsExactly("reshape: only one dimension may be -1, but [-1, -1] are given");
  }

  @Test
  void reshapeToNegative() {
    assertThat(errors(p -> p.call("reshape", p.tensor("x", "5, 7"), numbers(-5, -7))))
        .containsExactly("reshape: dimension -5 of [-5, -7] is negative");
  }

  @Test
  void negativeDimension() {
    assertThat(errors(p -> p.call("zeros", numbers(3, -1))))
        .containsExactly("zeros: dimension -1 of [3, -1] is negative");
  }

  @Test
  void oneMistakeGivesOneMessage() {
    assertThat(
            errors(
                p ->
                    p.call(
                        "matmul",
                        p.call("relu", p.call("plus", p.tensor("x", "N, 3"), p.tensor("b", "4"))),
                        p.tensor("w", "5, 6"))))
        .containsExactly("plus: shapes cannot be broadcast: [N, 3] and [4]");
  }
}
