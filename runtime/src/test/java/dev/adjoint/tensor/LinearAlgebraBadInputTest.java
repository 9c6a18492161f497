package dev.adjoint.tensor;

import static dev.adjoint.tensor.Einsum.einsum;
import static dev.adjoint.tensor.LinearAlgebra.cholesky;
import static dev.adjoint.tensor.LinearAlgebra.determinant;
import static dev.adjoint.tensor.LinearAlgebra.inverse;
import static dev.adjoint.tensor.LinearAlgebra.logDeterminant;
import static dev.adjoint.tensor.LinearAlgebra.outer;
import static dev.adjoint.tensor.LinearAlgebra.product;
import static dev.adjoint.tensor.LinearAlgebra.solve;
import static dev.adjoint.tensor.LinearAlgebra.trace;
import static dev.adjoint.tensor.LinearAlgebra.triangularSolve;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.adjoint.random.RandomSource;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What products and equations say of arguments that do not fit, and of singular matrices. */
class LinearAlgebraBadInputTest {
  private static final Tensor X = Tensor.ones(2, 3);
  private static final Tensor SQUARE = Tensors.eye(3);
  private static final Tensor SCALAR = Tensor.scalar(1);
  private static final Tensor SINGULAR = Tensor.of(new float[] {1, 0, 0, 1, 1, 2, 2, 4}, 2, 2, 2);

  private static Arguments bad(String message, ThrowingCallable call) {
    return arguments(message, call);
  }

  static Stream<Arguments> shapes() {
    return Stream.of(
        bad("product: a scalar has no product: [] x [2, 3]", () -> product(SCALAR, X)),
        bad("product: inner dimensions differ: [2, 3] x [2, 1]", () -> product(X, vector(2))),
        bad("outer: rank 1 expected: [2, 3]", () -> outer(X, vector(2))),
        bad("trace: rank 2 or more expected: [2]", () -> trace(vector(2))),
        bad("solve: square matrices expected: [2, 3]", () -> solve(X, X)),
        bad("solve: inner dimensions differ: [3, 3] x [2, 3]", () -> solve(SQUARE, X)),
        bad("solve: rank 2 or more expected: [3]", () -> solve(SQUARE, vector(3))),
        bad(
            "solve: shapes cannot be broadcast: [2] and [3]",
            () -> solve(Tensor.ones(2, 3, 3), Tensor.ones(3, 3, 1))),
        bad("triangularSolve: square matrices", () -> triangularSolve(X, X, true)),
        bad("inverse: square matrices expected: [2, 3]", () -> inverse(X)),
        bad("determinant: square matrices expected: [2, 3]", () -> determinant(X)),
        bad("logDeterminant: rank 2 or more expected: [3]", () -> logDeterminant(vector(3))),
        bad("cholesky: square matrices expected: [2, 3]", () -> cholesky(X)));
  }

  static Stream<Arguments> sums() {
    return Stream.of(
        bad("\"ij,j2\": '2' is no letter", () -> einsum("ij,j2", X, X)),
        bad("\"ij->j->i\": more than one arrow", () -> einsum("ij->j->i", X)),
        bad("\"ij,jk\": 2 operands, but 1 are given", () -> einsum("ij,jk", X)),
        bad("\"ijk\": \"ijk\" does not fit [2, 3]", () -> einsum("ijk", X)),
        bad("\"i\": \"i\" does not fit [2, 3]", () -> einsum("i", X)),
        bad("\"ij,ij\": 'i' is 2, but 3 in [3, 3]", () -> einsum("ij,ij", X, SQUARE)),
        bad("\"ii\": 'i' is 2, but 3 in [2, 3]", () -> einsum("ii", X)),
        bad("\"ij->ii\": 'i' occurs twice in the result", () -> einsum("ij->ii", X)),
        bad("\"ij->k\": 'k' of the result is in no operand", () -> einsum("ij->k", X)),
        bad("\"ij->...\": the result has dots, but no operand", () -> einsum("ij->...", X)),
        bad("dots come as \"...\", once", () -> einsum("i..j", X)),
        bad("dots come as \"...\", once", () -> einsum("...i...", X)),
        bad(
            "what the dots stand for cannot be broadcast, at [3, 3]",
            () -> einsum("...i,...i", X, SQUARE)));
  }

  private static Tensor vector(int n) {
    return Tensor.ones(n);
  }

  @ParameterizedTest
  @MethodSource({"shapes", "sums"})
  void saysWhatDoesNotFit(String message, ThrowingCallable call) {
    assertThatThrownBy(call).isInstanceOf(ShapeException.class).hasMessageContaining(message);
  }

  @Test
  void saysWhichMatrixIsSingular() {
    assertThatThrownBy(() -> inverse(SINGULAR))
        .isInstanceOf(DecompositionException.class)
        .hasMessage("inverse: matrix [1] of [2, 2, 2] is singular: pivot 1 is 0");
    assertThatThrownBy(() -> solve(Tensor.zeros(2, 2), Tensor.zeros(2, 1)))
        .isInstanceOf(ArithmeticException.class)
        .hasMessage("solve: the matrix of [2, 2] is singular: pivot 0 is 0");
    assertThatThrownBy(() -> triangularSolve(Tensor.zeros(1, 1), Tensor.ones(1, 1), true))
        .isInstanceOf(DecompositionException.class)
        .hasMessageContaining("element 0 of the diagonal is 0");
    assertThatThrownBy(() -> cholesky(SINGULAR))
        .isInstanceOf(DecompositionException.class)
        .hasMessage("cholesky: matrix [1] of [2, 2, 2] is not positive definite: pivot 1 is 0.0");
  }

  @Test
  void determinantsOfSingularMatrices() {
    assertThat(determinant(SINGULAR).isCloseTo(Tensor.vector(1, 0), 0)).isTrue();
    assertThat(LinearAlgebra.determinantSign(SINGULAR)).isEqualTo(Tensor.vector(1, 0));
    assertThat(logDeterminant(SINGULAR)).isEqualTo(Tensor.vector(0, Float.NEGATIVE_INFINITY));
  }

  @Test
  void nanPassesThrough() {
    Tensor nan = Tensor.of(new float[] {1, Float.NaN, 0, 1}, 2, 2);
    assertThat(Float.isNaN(determinant(nan).item())).isTrue();
    assertThat(inverse(nan).get(0, 1)).isNaN();
    assertThat(Float.isNaN(einsum("ij->", nan).item())).isTrue();
  }

  /** Rounding is that of double precision, so a solution is as good as floats can be. */
  @Test
  void solvesLargeEquations() {
    Tensor a = Tensors.normal(RandomSource.of(5), 60, 60);
    Tensor x = Tensors.normal(RandomSource.of(6), 60, 2);
    Tensor b = Tensor.of(exactProduct(a, x), 60, 2);
    assertThat(solve(a, b).isCloseTo(x, 2e-3f)).isTrue();
    Tensor positive = a.matmulTransposed(a).plus(Tensors.eye(60));
    Tensor factor = cholesky(positive);
    assertThat(factor.matmulTransposed(factor).isCloseTo(positive, 1e-3f)).isTrue();
  }

  private static float[] exactProduct(Tensor a, Tensor x) {
    float[] b = new float[120];
    for (int i = 0; i < 60; i++) {
      for (int j = 0; j < 2; j++) {
        double sum = 0;
        for (int k = 0; k < 60; k++) {
          sum += (double) a.get(i, k) * x.get(k, j);
        }
        b[i * 2 + j] = (float) sum;
      }
    }
    return b;
  }
}
