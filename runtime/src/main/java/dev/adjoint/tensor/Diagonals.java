package dev.adjoint.tensor;

import dev.adjoint.Workspace;
import dev.adjoint.annotations.Jvp;
import dev.adjoint.annotations.NonDifferentiable;
import dev.adjoint.annotations.Primitive;
import dev.adjoint.annotations.Vjp;

/**
 * Diagonals and triangles of the matrices in a tensor. A positive offset is that of a diagonal
 * above the main one. A negative axis counts from the end; there is {@link ShapeException} if there
 * is no such axis.
 */
public final class Diagonals {
  private Diagonals() {}

  /**
   * The lower triangle of the last two axes: 0 above the diagonal with the offset.
   *
   * @throws ShapeException if the rank is less than 2
   */
  @Primitive(shape = "(*b, m, n) -> (*b, m, n)")
  @Vjp(of = "x", is = "tril(yBar, offset)")
  @Jvp("tril(xDot, offset)")
  public static Tensor tril(Tensor x, int offset) {
    return triangle("tril", x, offset, true);
  }

  /**
   * The upper triangle of the last two axes: 0 below the diagonal with the offset.
   *
   * @throws ShapeException if the rank is less than 2
   */
  @Primitive(shape = "(*b, m, n) -> (*b, m, n)")
  @Vjp(of = "x", is = "triu(yBar, offset)")
  @Jvp("triu(xDot, offset)")
  public static Tensor triu(Tensor x, int offset) {
    return triangle("triu", x, offset, false);
  }

  /**
   * The upper or the lower triangle of the last two axes, each with the diagonal.
   *
   * @throws ShapeException if the rank is less than 2
   */
  @Primitive(shape = "(*b, m, n) -> (*b, m, n)")
  @Vjp(of = "x", is = "triangle(yBar, upper)")
  @Jvp("triangle(xDot, upper)")
  public static Tensor triangle(Tensor x, boolean upper) {
    return triangle("triangle", x, 0, !upper);
  }

  private static Tensor triangle(String operation, Tensor x, int offset, boolean lower) {
    Shapes.axis(operation, -2, x.shape);
    int columns = x.dimension(-1);
    int rows = x.dimension(-2);
    float[] y = Workspace.zeros(x.data.length);
    int count = y.length == 0 ? 0 : y.length / columns;
    for (int i = 0; i < count; i++) {
      long diagonal = (long) i % rows + offset;
      int at = (int) Math.max(0, Math.min(columns, lower ? diagonal + 1 : diagonal));
      int from = i * columns + (lower ? 0 : at);
      System.arraycopy(x.data, from, y, from, lower ? at : columns - at);
    }
    return Tensor.wrap(y, x.shape);
  }

  /**
   * The diagonal of two axes, which is the last axis of the result; empty beyond the corners.
   *
   * @throws ShapeException if both axes are the same
   */
  @Primitive(shape = "x -> diagonal(x, offset, first, second)")
  @Vjp(of = "x", is = "putDiagonal(yBar, x.shape(), offset, first, second)")
  @Jvp("diagonal(xDot, offset, first, second)")
  public static Tensor diagonal(Tensor x, int offset, int first, int second) {
    StridedCopy places = DiagonalPlaces.of("diagonal", x.shape, offset, first, second);
    float[] y = Workspace.zeros(Shapes.size(places.shape()));
    places.take(x.data, y);
    return Tensor.wrap(y, places.shape());
  }

  /**
   * The transpose of {@link #diagonal}: zeros of a shape but for the diagonal of two axes, which is
   * the last axis of {@code x}.
   *
   * @throws ShapeException if {@code x} does not have the diagonal's shape
   */
  @Primitive(shape = "x -> dims(shape)")
  @Vjp(of = "x", is = "diagonal(yBar, offset, first, second)")
  @Jvp("putDiagonal(xDot, shape, offset, first, second)")
  public static Tensor putDiagonal(Tensor x, int[] shape, int offset, int first, int second) {
    StridedCopy places = DiagonalPlaces.of("putDiagonal", shape, offset, first, second);
    Shapes.requireEqual("putDiagonal", places.shape(), x.shape);
    float[] y = Workspace.zeros(Shapes.size(shape));
    places.put(x.data, y);
    return Tensor.wrap(y, shape);
  }

  /**
   * The shape of a diagonal of two axes.
   *
   * @throws ShapeException if both axes are the same
   */
  @NonDifferentiable
  public static int[] shape(int[] of, int offset, int first, int second) {
    return DiagonalPlaces.of("diagonal", of, offset, first, second).shape();
  }

  /**
   * Matrices that are zero but for a diagonal, which is the last axis of {@code x}; PyTorch's
   * {@code diag_embed}. They are the two given axes of the result, and just large enough.
   *
   * @throws ShapeException if {@code x} is a scalar, or both axes are the same
   */
  @Primitive(shape = "x -> embed(x, offset, first, second)")
  @Vjp(of = "x", is = "diagonal(yBar, offset, first, second)")
  @Jvp("embedDiagonal(xDot, offset, first, second)")
  public static Tensor embedDiagonal(Tensor x, int offset, int first, int second) {
    int last = Shapes.axis("embedDiagonal", -1, x.shape);
    int[] shape = new int[x.shape.length + 1];
    int rows = Shapes.axis("embedDiagonal", first, shape);
    int columns = Shapes.axis("embedDiagonal", second, shape);
    if (rows == columns) {
      throw new ShapeException("embedDiagonal: both axes are " + rows);
    }
    int next = 0;
    for (int axis = 0; axis < shape.length; axis++) {
      boolean isNew = axis == rows || axis == columns;
      shape[axis] = isNew ? Math.addExact(x.shape[last], Math.abs(offset)) : x.shape[next++];
    }
    return putDiagonal(x, shape, offset, first, second);
  }
}
