package dev.adjoint.tensor;

import dev.adjoint.annotations.Jvp;
import dev.adjoint.annotations.Primitive;
import dev.adjoint.annotations.Vjp;

/** Elements and rows by number, and the sums that are their derivatives. */
public final class Indexing {
  private Indexing() {}

  /**
   * One element along an axis for each position of the other axes, which keep their order.
   *
   * @param index the element's number along the axis, in row-major order of the other axes
   * @throws ShapeException if there is no such axis or the indices are too many or too few
   * @throws IndexOutOfBoundsException if an index is outside of the axis
   */
  @Primitive(shape = "x -> without(x, axis)")
  @Vjp(of = "x", is = "putAlong(yBar, axis, index, x.dimension(axis))")
  @Jvp("takeAlong(xDot, axis, index)")
  public static Tensor takeAlong(Tensor x, int axis, int[] index) {
    int[] shape = x.shape;
    int dropped = Shapes.axis("takeAlong", axis, shape);
    int[] block = Shapes.around(shape, dropped);
    requireCount("takeAlong", index, block[0] * block[2]);
    float[] y = new float[index.length];
    for (int i = 0; i < y.length; i++) {
      y[i] = x.data[position(i, index, block)];
    }
    return Tensor.wrap(y, Shapes.without(shape, axis));
  }

  /**
   * The transpose of {@link #takeAlong}: a tensor with one more axis, zero but for the elements of
   * {@code x}, each at its index along that axis.
   *
   * @param axis the new axis, counted in the result
   * @param index the element's number along the axis, in row-major order of {@code x}
   * @param extent the size of the new axis
   * @throws ShapeException if there is no such axis or the indices are too many or too few
   * @throws IndexOutOfBoundsException if an index is outside of the axis
   */
  @Primitive
  @Vjp(of = "x", is = "takeAlong(yBar, axis, index)")
  @Jvp("putAlong(xDot, axis, index, extent)")
  public static Tensor putAlong(Tensor x, int axis, int[] index, int extent) {
    int[] shape = new int[x.shape.length + 1];
    int added = Shapes.axis("putAlong", axis, shape);
    System.arraycopy(x.shape, 0, shape, 0, added);
    shape[added] = extent;
    System.arraycopy(x.shape, added, shape, added + 1, x.shape.length - added);
    requireCount("putAlong", index, x.data.length);
    int[] block = Shapes.around(shape, added);
    float[] y = new float[Shapes.size(shape)];
    for (int i = 0; i < index.length; i++) {
      y[position(i, index, block)] = x.data[i];
    }
    return Tensor.wrap(y, shape);
  }

  /**
   * Rows of a matrix by number, as an embedding table is read.
   *
   * @throws ShapeException if the table is no matrix
   * @throws IndexOutOfBoundsException if there is no such row
   */
  @Primitive(shape = "(v, d), rows: (n) -> (n, d)")
  @Vjp(of = "table", is = "addRows(yBar, rows, table.dimension(0))")
  @Jvp("takeRows(tableDot, rows)")
  public static Tensor takeRows(Tensor table, int[] rows) {
    Shapes.requireRank("takeRows", 2, table.shape);
    int width = table.shape[1];
    float[] y = new float[Shapes.size(rows.length, width)];
    for (int i = 0; i < rows.length; i++) {
      requireInside(rows[i], table.shape[0]);
      System.arraycopy(table.data, rows[i] * width, y, i * width, width);
    }
    return Tensor.wrap(y, rows.length, width);
  }

  /**
   * The transpose of {@link #takeRows}: a matrix to whose row {@code rows[i]} row {@code i} of
   * {@code x} was added.
   *
   * @param count how many rows the result has
   * @throws ShapeException if {@code x} is no matrix with a row for each number
   * @throws IndexOutOfBoundsException if there is no such row
   */
  @Primitive(shape = "(n, d), rows: (n) -> (count, d)")
  @Vjp(of = "x", is = "takeRows(yBar, rows)")
  @Jvp("addRows(xDot, rows, count)")
  public static Tensor addRows(Tensor x, int[] rows, int count) {
    Shapes.requireRank("addRows", 2, x.shape);
    requireCount("addRows", rows, x.shape[0]);
    int width = x.shape[1];
    float[] y = new float[Shapes.size(count, width)];
    for (int i = 0; i < rows.length; i++) {
      requireInside(rows[i], count);
      for (int j = 0; j < width; j++) {
        y[rows[i] * width + j] += x.data[i * width + j];
      }
    }
    return Tensor.wrap(y, count, width);
  }

  private static int position(int i, int[] index, int[] block) {
    requireInside(index[i], block[1]);
    return (i / block[2] * block[1] + index[i]) * block[2] + i % block[2];
  }

  private static void requireCount(String operation, int[] index, int expected) {
    if (index.length != expected) {
      throw new ShapeException(
          "%s: %d indices for %d positions".formatted(operation, index.length, expected));
    }
  }

  private static void requireInside(int index, int extent) {
    if (index < 0 || index >= extent) {
      throw new IndexOutOfBoundsException(
          "index %d is outside of an axis of size %d".formatted(index, extent));
    }
  }
}
