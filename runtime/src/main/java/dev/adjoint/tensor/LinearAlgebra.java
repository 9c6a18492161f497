package dev.adjoint.tensor;

import dev.adjoint.annotations.Jvp;
import dev.adjoint.annotations.NonDifferentiable;
import dev.adjoint.annotations.Primitive;
import dev.adjoint.annotations.Vjp;
import java.util.Arrays;

/**
 * Products of vectors and matrices, equations, inverses and determinants. Matrices are the last two
 * axes; the axes before them are a batch. All throw {@link ShapeException} if the shapes do not
 * fit.
 *
 * <p>Derivatives are those of Giles, <i>An extended collection of matrix derivative results for
 * forward and reverse mode algorithmic differentiation</i>, 2008. Factorizations are computed in
 * double precision, with partial pivoting.
 */
public final class LinearAlgebra {
  private LinearAlgebra() {}

  /**
   * The product of two tensors as PyTorch's {@code matmul} gives it: of vectors and of matrices in
   * any combination, a vector on the left being a row and one on the right a column. For matrices
   * alone it is {@link Tensor#matmul}.
   */
  @Primitive(shape = "a, b -> product(a, b)")
  @Vjp(
      of = "a",
      is =
          "yBar.reshape(productShape(a.shape(), b.shape()))"
              + ".matmulTransposed(b.reshape(columns(b.shape())))"
              + ".sumTo(rows(a.shape())).reshape(a.shape())")
  @Vjp(
      of = "b",
      is =
          "a.reshape(rows(a.shape()))"
              + ".transposedMatmul(yBar.reshape(productShape(a.shape(), b.shape())))"
              + ".sumTo(columns(b.shape())).reshape(b.shape())")
  @Jvp("product(aDot, b).plus(product(a, bDot))")
  public static Tensor product(Tensor a, Tensor b) {
    if (a.shape.length == 0 || b.shape.length == 0) {
      throw new ShapeException(
          "product: a scalar has no product: %s x %s".formatted(a.describe(), b.describe()));
    }
    Tensor y =
        MatrixProducts.multiply(
            "product", a.reshape(rows(a.shape)), false, b.reshape(columns(b.shape)), false);
    int[] shape = y.shape;
    if (b.shape.length == 1) {
      shape = Shapes.without(shape, -1);
    }
    if (a.shape.length == 1) {
      shape = Shapes.without(shape, b.shape.length == 1 ? -1 : -2);
    }
    return y.reshape(shape);
  }

  /** The shape of the left operand of a product, a vector being a row. */
  @NonDifferentiable
  public static int[] rows(int[] shape) {
    return shape.length == 1 ? new int[] {1, shape[0]} : shape.clone();
  }

  /** The shape of the right operand of a product, a vector being a column. */
  @NonDifferentiable
  public static int[] columns(int[] shape) {
    return shape.length == 1 ? new int[] {shape[0], 1} : shape.clone();
  }

  /** The shape of a product whose operands are matrices, vectors being rows and columns. */
  @NonDifferentiable
  public static int[] productShape(int[] a, int[] b) {
    int[] left = rows(a);
    int[] right = columns(b);
    int[] batch =
        Shapes.broadcastOrEmpty(
            Arrays.copyOf(left, left.length - 2), Arrays.copyOf(right, right.length - 2));
    int[] shape = Arrays.copyOf(batch, batch.length + 2);
    shape[batch.length] = left[left.length - 2];
    shape[batch.length + 1] = right[right.length - 1];
    return shape;
  }

  /** The matrix of all products of an element of one vector and one of another. */
  @Primitive(shape = "(m), (n) -> (m, n)")
  @Vjp(of = "a", is = "product(yBar, b)")
  @Vjp(of = "b", is = "product(a, yBar)")
  @Jvp("outer(aDot, b).plus(outer(a, bDot))")
  public static Tensor outer(Tensor a, Tensor b) {
    Shapes.requireRank("outer", 1, a.shape);
    Shapes.requireRank("outer", 1, b.shape);
    return a.reshape(a.data.length, 1).matmul(b.reshape(1, b.data.length));
  }

  /** The sum of the diagonal of each matrix. */
  @Primitive(shape = "(*b, m, n) -> (*b)")
  @Vjp(
      of = "x",
      is =
          "dev.adjoint.tensor.Diagonals.putDiagonal("
              + "dev.adjoint.tensor.Shaping.unsqueeze(yBar, -1)"
              + ".broadcastTo(dev.adjoint.tensor.Diagonals.shape(x.shape(), 0, -2, -1)),"
              + " x.shape(), 0, -2, -1)")
  @Jvp("trace(xDot)")
  public static Tensor trace(Tensor x) {
    requireMatrices("trace", x);
    return Diagonals.diagonal(x, 0, -2, -1).sumOver(-1);
  }

  /**
   * The solution {@code y} of {@code a y = b}, by LU factorization.
   *
   * @throws DecompositionException if a matrix is singular
   */
  @Primitive(shape = "(*b, n, n), (*b, n, k) -> (*b, n, k)")
  @Vjp(of = "a", is = "solve(a.transpose(), yBar).matmulTransposed(y).negate().sumTo(a.shape())")
  @Vjp(of = "b", is = "solve(a.transpose(), yBar).sumTo(b.shape())")
  @Jvp("solve(a, bDot.minus(aDot.matmul(y)))")
  public static Tensor solve(Tensor a, Tensor b) {
    return Equations.solve(a, b);
  }

  /**
   * The solution {@code y} of {@code a y = b}, of which only one triangle of {@code a} is read.
   *
   * @param upper whether that is the upper one
   * @throws DecompositionException if an element of the diagonal is 0
   */
  @Primitive(shape = "(*b, n, n), (*b, n, k) -> (*b, n, k)")
  @Vjp(
      of = "a",
      is =
          "dev.adjoint.tensor.Diagonals.triangle("
              + "triangularSolve(a.transpose(), yBar, !upper).matmulTransposed(y).negate(), upper)"
              + ".sumTo(a.shape())")
  @Vjp(of = "b", is = "triangularSolve(a.transpose(), yBar, !upper).sumTo(b.shape())")
  @Jvp(
      "triangularSolve(a,"
          + " bDot.minus(dev.adjoint.tensor.Diagonals.triangle(aDot, upper).matmul(y)), upper)")
  public static Tensor triangularSolve(Tensor a, Tensor b, boolean upper) {
    return Equations.triangular(a, b, upper);
  }

  /**
   * The inverse, by LU factorization.
   *
   * @throws DecompositionException if a matrix is singular
   */
  @Primitive(shape = "(*b, n, n) -> (*b, n, n)")
  @Vjp(of = "a", is = "y.transposedMatmul(yBar).matmulTransposed(y).negate()")
  @Jvp("y.matmul(aDot).matmul(y).negate()")
  public static Tensor inverse(Tensor a) {
    requireSquare("inverse", a);
    Tensor identity = Tensors.eye(a.dimension(-1));
    return Equations.solve("inverse", a, identity);
  }

  /** The determinant, by LU factorization; 1 for a matrix without rows. */
  @Primitive(shape = "(*b, n, n) -> (*b)")
  @Vjp(of = "a", is = "matrices(yBar).times(cofactors(a))")
  @Jvp("cofactors(a).times(aDot).sumOver(-2, -1)")
  public static Tensor determinant(Tensor a) {
    return Determinants.of("determinant", a, factors -> factors.determinant());
  }

  /**
   * The cofactors, the derivatives of the determinant: where it is not 0, it times the transposed
   * inverse. Their own derivative exists only there, as far as it is computed.
   */
  @Primitive(shape = "(*b, n, n) -> (*b, n, n)")
  @Vjp(
      of = "a",
      is =
          "yBar.times(y).sumKeeping(-2, -1).times(y)"
              + ".minus(y.matmulTransposed(yBar).matmul(y)).dividedBy(matrices(determinant(a)))")
  @Jvp(
      "y.times(aDot).sumKeeping(-2, -1).times(y)"
          + ".minus(y.matmulTransposed(aDot).matmul(y)).dividedBy(matrices(determinant(a)))")
  public static Tensor cofactors(Tensor a) {
    return Determinants.cofactors(a);
  }

  /** Each number as a matrix with one element; the same memory. */
  @Primitive(shape = "(*b) -> (*b, 1, 1)", view = true)
  @Vjp(of = "x", is = "yBar.reshape(x.shape())")
  @Jvp("matrices(xDot)")
  public static Tensor matrices(Tensor x) {
    int[] shape = Arrays.copyOf(x.shape, x.shape.length + 2);
    Arrays.fill(shape, x.shape.length, shape.length, 1);
    return x.reshape(shape);
  }

  /**
   * The logarithm of the determinant: negative infinity where that is 0, NaN where it is negative.
   * The derivative exists only where the matrices have inverses.
   */
  @Primitive(shape = "(*b, n, n) -> (*b)")
  @Vjp(of = "a", is = "matrices(yBar).times(inverse(a).transpose())")
  @Jvp("inverse(a).transpose().times(aDot).sumOver(-2, -1)")
  public static Tensor logDeterminant(Tensor a) {
    return Determinants.of(
        "logDeterminant",
        a,
        factors -> factors.sign() < 0 ? Double.NaN : factors.logAbsDeterminant());
  }

  /**
   * The logarithm of the absolute value of the determinant; the sign is {@link #determinantSign}.
   * The derivative exists only where the matrices have inverses.
   */
  @Primitive(shape = "(*b, n, n) -> (*b)")
  @Vjp(of = "a", is = "matrices(yBar).times(inverse(a).transpose())")
  @Jvp("inverse(a).transpose().times(aDot).sumOver(-2, -1)")
  public static Tensor logAbsDeterminant(Tensor a) {
    return Determinants.of("logAbsDeterminant", a, factors -> factors.logAbsDeterminant());
  }

  /** The sign of the determinant: -1, 0 or 1. */
  @NonDifferentiable
  @Primitive(shape = "(*b, n, n) -> (*b)")
  public static Tensor determinantSign(Tensor a) {
    return Determinants.of("determinantSign", a, factors -> factors.sign());
  }

  /**
   * The lower triangular matrix {@code y} with {@code y yᵀ = a}, after Cholesky. What is factorized
   * is the symmetric part {@code (a + aᵀ) / 2}, so the derivative is symmetric. It is that of
   * Murray, <i>Differentiation of the Cholesky decomposition</i>, 2016, equations 7 and 10.
   *
   * @throws DecompositionException if a matrix is not positive definite
   */
  @Primitive(shape = "(*b, n, n) -> (*b, n, n)")
  @Vjp(
      of = "a",
      is =
          "symmetric(triangularSolve(y.transpose(), triangularSolve(y.transpose(),"
              + " halved(y.transposedMatmul(yBar)), true).transpose(), true))")
  @Jvp(
      "y.matmul(halved(triangularSolve(y,"
          + " triangularSolve(y, symmetric(aDot), false).transpose(), false)))")
  public static Tensor cholesky(Tensor a) {
    requireSquare("cholesky", a);
    return Cholesky.of(symmetric(a));
  }

  /** The symmetric part {@code (x + xᵀ) / 2}. */
  @Primitive(shape = "(*b, n, n) -> (*b, n, n)")
  @Vjp(of = "x", is = "symmetric(yBar)")
  @Jvp("symmetric(xDot)")
  public static Tensor symmetric(Tensor x) {
    requireSquare("symmetric", x);
    return x.plus(x.transpose()).scale(0.5f);
  }

  /** The lower triangle, its diagonal halved: adding the transpose to it makes it symmetric. */
  @Primitive(shape = "(*b, n, n) -> (*b, n, n)")
  @Vjp(of = "x", is = "halved(yBar)")
  @Jvp("halved(xDot)")
  public static Tensor halved(Tensor x) {
    requireSquare("halved", x);
    return Diagonals.tril(x, 0).plus(Diagonals.tril(x, -1)).scale(0.5f);
  }

  static void requireMatrices(String operation, Tensor x) {
    if (x.shape.length < 2) {
      throw new ShapeException(operation + ": rank 2 or more expected: " + x.describe());
    }
  }

  static void requireSquare(String operation, Tensor a) {
    requireMatrices(operation, a);
    if (a.dimension(-1) != a.dimension(-2)) {
      throw new ShapeException(operation + ": square matrices expected: " + a.describe());
    }
  }
}
