package dev.adjoint.processor.shape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.processor.diagnostic.Findings;
import dev.adjoint.processor.ir.Callee;
import dev.adjoint.processor.ir.Position;
import dev.adjoint.processor.ir.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MalformedTextTest {
  private static final String CURE = "; write dimensions as in \"N, 784\"";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          N,        | expected a dimension, but the text ends
          , N       | expected a dimension, but found ","
          N 784     | expected the end, but found "784"
          (N, 784)  | expected ")", but found ","
          N, ?      | "?" is not allowed
          [N]       | expected a dimension, but found "["
          N[0]      | expected the end, but found "["
          N -> H    | expected the end, but found "->"
          N, 2 *    | expected a dimension, but the text ends
          N, *b     | *b must come first in its shape
          *a, *b    | *b must come first in its shape
          *, N      | expected a name, but found ","
          N, -3     | the dimension -3 is negative
          3 - 5     | the dimension 3 - 5 is negative
          99999999999 | 99999999999 is too large
          """)
  void shape(String text, String problem) {
    Program program = new Program();
    program.returns(program.tensor("x", text));
    assertThat(program.located()).containsExactly("1: @Shape(\"" + text + "\"): " + problem + CURE);
  }

  @Test
  void shapeOfWrongRank() {
    Program program = new Program();
    program.returns(program.ints("labels", "N, 10"));
    assertThat(program.messages())
        .containsExactly(
            "@Shape(\"N, 10\"): labels is of type int[], which has 1 dimension" + CURE);
  }

  @Test
  void shapeOfWhatHasNone() {
    Program program = new Program();
    program.returns(program.parameter("m", Program.record("Mlp"), "N"));
    assertThat(program.messages())
        .containsExactly("@Shape(\"N\"): m is of type Mlp, which has no shape" + CURE);
  }

  @Test
  void shapeOfNumber() {
    Program program = new Program();
    program.parameter("rate", Type.Primitive.FLOAT, "");
    program.returns("N", program.parameter("x", Type.Primitive.FLOAT));
    assertThat(program.messages())
        .containsExactly("@Shape(\"N\"): logits is of type float, which has 0 dimensions" + CURE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          (n)                          | expected "->", but the text ends
          (n) -> (n) (m)               | expected the end, but found "("
          (n) -> (n), (n)              | expected the end, but found ","
          x ->                         | expected a shape, but the text ends
          (n -> (n)                    | expected ")", but found "->"
          (n, *b) -> (n)               | *b must come first in its shape
          (*a, *b, n) -> (n)           | *b must come first in its shape
          (*, n) -> (n)                | expected a name, but found ","
          x -> broadcst(x)             | there is no function "broadcst"; there are broadcast, without, ones, swap, permute, reshape, dims, squeeze, expand, insert, with, flatten, slice, narrow, pad, tile, diagonal, embed, concat, stack, split, chunks, unstack, product, einsum
          x -> without(x)              | without needs numbers after the shape
          x -> insert(x, 1)            | insert takes 2 numbers after the shape, not 1
          x -> split(x, axes)          | "axes" is a list of numbers and cannot be used here
          x -> product(x)              | product takes 2 shapes, not 1
          x -> einsum(x, k)            | "k" is a dimension and cannot be used here
          x, y -> x                    | it gives 2 shapes for 1 operands
          -> (k)                       | it gives 0 shapes for 1 operands
          x -> y                       | "y" occurs in no operand
          (n) -> (n, m)                | "m" occurs in no operand
          (n) -> (*b, n)               | "b" occurs in no operand
          (*b, n) -> (b, n)            | "b" is leading dimensions and cannot be used here
          x -> (x)                     | "x" is a shape and cannot be used here
          x -> (axes)                  | "axes" is a list of numbers and cannot be used here
          x -> without(x, 1 + axes)    | "axes" is a list of numbers and cannot be used here
          (*b, b) -> (b)               | "b" is both leading dimensions and a dimension
          (axes) -> (axes)             | "axes" is both a list of numbers and a dimension
          k -> k                       | "k" is both a dimension and a shape
          x, k: (n) -> x               | "k" is not an array operand
          x, z: (n) -> x               | "z" is not an array operand
          x, axes: (n), axes: (m) -> x | "axes" has two shapes
          x -> (x[)                    | expected a number, but found ")"
          x -> (k[0])                  | "k" is a dimension and cannot be used here
          x -> (y[0])                  | "y" occurs in no operand
          x -> x where k               | expected "<=", but the text ends
          x -> x where k <= m          | "m" occurs in no operand
          """)
  void rule(String text, String problem) {
    Callee callee = Operations.callee("op", Operations.TENSOR, "T this", "I axes", "i k");
    Findings findings = new Findings();
    ShapeInference.checkRule(callee, text, new Position("Tensor.java", 7, null), findings);
    assertThat(findings.all())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.position().line()).isEqualTo(7);
              assertThat(finding.text())
                  .isEqualTo("the shape rule \"" + text + "\" of Tensor.op: " + problem);
            });
  }

  @Test
  void goodRulesAreSilent() {
    Callee callee = Operations.callee("op", Operations.TENSOR, "T this", "I axes", "i k");
    Findings findings = new Findings();
    for (String rule :
        new String[] {
          "",
          "x -> x",
          "x->broadcast(x,(k))",
          "x -> without(ones(x, axes), k)",
          "x, axes: (n) -> (n, k)",
          "x -> (x[0], axes[-1]) where k <= x[0], x[1] = 2*k",
          "(*b, -(k - 2*n)/3) -> (*b)"
        }) {
      ShapeInference.checkRule(callee, rule, Position.NONE, findings);
    }
    assertThat(findings.all()).isEmpty();
  }
}
