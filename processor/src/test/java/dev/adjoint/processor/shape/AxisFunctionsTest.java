package dev.adjoint.processor.shape;

import static dev.adjoint.processor.shape.Program.errors;
import static dev.adjoint.processor.shape.Program.list;
import static dev.adjoint.processor.shape.Program.number;
import static dev.adjoint.processor.shape.Program.numbers;
import static dev.adjoint.processor.shape.Program.shape;
import static dev.adjoint.processor.shape.Program.unknownInteger;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.QualifiedName;
import dev.adjoint.processor.ir.Type;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The functions that make axes come and go, and those of several shapes. */
class AxisFunctionsTest {
  private static final String ABC = "A, B, C";
  private static final Type TEXT =
      new Type.Other(QualifiedName.of("java.lang", "String"), List.of());

  private static Expr text(String text) {
    return new Expr.Literal('"' + text + '"', TEXT);
  }

  private static Expr several(Expr... tensors) {
    return new Expr.ArrayLiteral(new Type.Array(Operations.TENSOR), List.of(tensors));
  }

  @Test
  void squeezesOnlyWhatIsKnown() {
    assertThat(shape(p -> p.call("squeeze", p.tensor("x", "1, 3, 1")))).isEqualTo("[3]");
    // A size that a method promises to take may be 1.
    assertThat(shape(p -> p.call("squeeze", p.tensor("x", "N, 1")))).isEqualTo("unknown");
    assertThat(shape(p -> p.call("squeezeAt", p.tensor("x", "N, 1"), numbers(1)))).isEqualTo("[N]");
    assertThat(shape(p -> p.call("squeezeAt", p.tensor("x", "N, 2"), numbers(-1))))
        .isEqualTo("[N, 2]");
  }

  @Test
  void insertsAndFlattens() {
    assertThat(shape(p -> p.call("unsqueeze", p.tensor("x", "A, B"), number(-1))))
        .isEqualTo("[A, B, 1]");
    assertThat(shape(p -> p.call("unsqueeze", p.tensor("x", "A, B"), unknownInteger())))
        .isEqualTo("unknown");
    assertThat(shape(p -> p.call("flatten", p.tensor("x", ABC), number(1), number(-1))))
        .isEqualTo("[A, B*C]");
    assertThat(shape(p -> p.call("flatten", p.tensor("x", ""), number(0), number(-1))))
        .isEqualTo("[1]");
    assertThat(errors(p -> p.call("flatten", p.tensor("x", ABC), number(2), number(1))))
        .containsExactly("flatten: axis 2 comes after axis 1 in x [A, B, C]");
  }

  @Test
  void slices() {
    assertThat(slice(number(1), number(5), number(2))).isEqualTo("[A, 2]");
    assertThat(slice(number(0), number(-1), number(1))).isEqualTo("[A, 6]");
    assertThat(slice(unknownInteger(), number(5), number(2))).isEqualTo("[A, ?]");
    assertThat(slice(number(0), number(0), number(3))).isEqualTo("[A, 0]");
  }

  private static String slice(Expr from, Expr to, Expr step) {
    return shape(
        p ->
            p.call(
                "slice", p.tensor("x", "A, 7"), list(number(1)), list(from), list(to), list(step)));
  }

  @Test
  void aSliceOfSizesThatAreNames() {
    assertThat(
            shape(
                p ->
                    p.call(
                        "slice",
                        p.tensor("x", "A"),
                        numbers(0),
                        numbers(0),
                        list(p.integer("A")),
                        numbers(1))))
        .isEqualTo("[A]");
    assertThat(
            shape(p -> p.call("narrow", p.tensor("x", "A"), number(0), number(1), p.integer("k"))))
        .isEqualTo("[k]");
  }

  @Test
  void concatenates() {
    assertThat(
            shape(
                p ->
                    p.call(
                        "concat",
                        several(p.tensor("x", "N, 3"), p.tensor("y", "N, H")),
                        number(1))))
        .isEqualTo("[N, H + 3]");
    assertThat(
            shape(p -> p.call("concat", several(p.tensor("x"), p.tensor("y", "N, H")), number(1))))
        .isEqualTo("[N, ?]");
    assertThat(
            shape(p -> p.call("stack", several(p.tensor("x", "N"), p.tensor("y", "N")), number(0))))
        .isEqualTo("[2, N]");
    assertThat(errors(p -> p.call("stack", several(), number(0))))
        .containsExactly("stack: no tensors are given");
  }

  @Test
  void whatIsInAnArrayIsKnownUnlessItMayBeReplaced() {
    assertThat(shape(AxisFunctionsTest::firstChunk)).isEqualTo("[A, 2]");
    assertThat(
            shape(
                p -> {
                  p.local("x", p.tensor("t", "A, 6"));
                  p.local("parts", p.call("chunk", p.read("x"), number(1), number(3)));
                  p.store(p.read("parts"), number(0), p.read("x"));
                  return new Expr.Element(p.read("parts"), number(0));
                }))
        .isEqualTo("unknown");
  }

  private static Expr firstChunk(Program p) {
    p.local("parts", p.call("chunk", p.tensor("t", "A, 6"), number(1), number(3)));
    return new Expr.Element(p.read("parts"), number(0));
  }

  @Test
  void unevenChunks() {
    assertThat(
            shape(
                p ->
                    new Expr.Element(
                        p.call("chunk", p.tensor("t", "A, 7"), number(1), number(3)), number(0))))
        .isEqualTo("[A, ?]");
  }

  @Test
  void einsum() {
    assertThat(einsum("ij,jk->ik", "N, 3", "3, M")).isEqualTo("[N, M]");
    assertThat(einsum("ij,jk", "N, 3", "3, M")).isEqualTo("[N, M]");
    assertThat(einsum("cb,ba", "N, 3", "3, M")).isEqualTo("[M, N]");
    assertThat(einsum("...ij,...jk->...ik", "B, 1, N, 3", "H, 3, M")).isEqualTo("[B, H, N, M]");
    assertThat(einsum("i...,i...->...i", "N, 3", "N, 3")).isEqualTo("[3, N]");
    assertThat(einsum("ij,kl->", "N, 3", "3, M")).isEqualTo("[]");
  }

  private static String einsum(String equation, String a, String b) {
    return shape(
        p -> p.call("einsum", text(equation), several(p.tensor("x", a), p.tensor("y", b))));
  }

  /** Of what may have any number of dimensions nothing is told, and nothing is refused. */
  @Test
  void listsWithAnyNumberOfDimensions() {
    assertThat(einsum("bij,jk->ik", "*b, T", "D, K")).isEqualTo("[?, K]");
    assertThat(
            shape(
                p ->
                    p.call(
                        "concat",
                        several(p.tensor("x", "*b, 3"), p.tensor("y", "N, T, 3")),
                        number(0))))
        .isEqualTo("[?, T, 3]");
  }

  @Test
  void einsumOfWhatIsNotKnown() {
    assertThat(
            shape(
                p ->
                    p.call(
                        "einsum",
                        text("ij,jk->ik"),
                        several(p.tensor("x"), p.tensor("y", "3, M")))))
        .isEqualTo("[?, M]");
    assertThat(
            errors(
                p ->
                    p.call(
                        "einsum",
                        text("ij,jj->ik"),
                        several(p.tensor("x"), p.tensor("y", "3, M")))))
        .containsExactly("einsum: \"ij,jj->ik\": 'k' of the result is in no operand");
    assertThat(shape(p -> p.call("einsum", p.parameter("e", TEXT), several(p.tensor("y", "3, M")))))
        .isEqualTo("unknown");
  }

  @Test
  void products() {
    assertThat(shape(p -> p.call("product", p.tensor("x", "B, N, 3"), p.tensor("y", "3"))))
        .isEqualTo("[B, N]");
    assertThat(shape(p -> p.call("product", p.tensor("x", "3"), p.tensor("y", "B, 3, M"))))
        .isEqualTo("[B, M]");
    assertThat(errors(p -> p.call("product", p.tensor("x", "3"), p.tensor("y", "4"))))
        .containsExactly("product: inner dimensions differ: [3] x [4]");
  }
}
