package dev.adjoint.tensor;

import dev.adjoint.Workspace;
import dev.adjoint.annotations.Jvp;
import dev.adjoint.annotations.NonDifferentiable;
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
    requireInside("takeAlong", index, block[1]);
    float[] y = Workspace.zeros(index.length);
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
  @Primitive(shape = "x -> insert(x, axis, extent)")
  @Vjp(of = "x", is = "takeAlong(yBar, axis, index)")
  @Jvp("putAlong(xDot, axis, index, extent)")
  public static Tensor putAlong(Tensor x, int axis, int[] index, int extent) {
    int[] shape = new int[x.shape.length + 1];
    int added = Shapes.axis("putAlong", axis, shape);
    System.arraycopy(x.shape, 0, shape, 0, added);
    shape[added] = extent;
    System.arraycopy(x.shape, added, shape, added + 1, x.shape.length - added);
    requireCount("putAlong", index, x.data.length);
    requireInside("putAlong", index, extent);
    int[] block = Shapes.around(shape, added);
    float[] y = Workspace.zeros(Shapes.size(shape));
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
    return takeRows("takeRows", table, rows);
  }

  static Tensor takeRows(String operation, Tensor table, int[] rows) {
    Shapes.requireRank(operation, 2, table.shape);
    requireInside(operation, rows, table.shape[0]);
    int width = table.shape[1];
    float[] y = Workspace.floats(Shapes.size(rows.length, width));
    for (int i = 0; i < rows.length; i++) {
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
    requireInside("addRows", rows, count);
    int width = x.shape[1];
    float[] y = Workspace.zeros(Shapes.size(count, width));
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < width; j++) {
        y[rows[i] * width + j] += x.data[i * width + j];
      }
    }
    return Tensor.wrap(y, count, width);
  }

  /**
   * What stands at the given places of an axis, in their order, as often as they are given.
   *
   * @throws ShapeException if there is no such axis
   * @throws IndexOutOfBoundsException if a place is outside of the axis
   */
  @Primitive(shape = "x, index: (n) -> with(x, axis, n)")
  @Vjp(of = "x", is = "addSelected(yBar, axis, index, x.dimension(axis))")
  @Jvp("indexSelect(xDot, axis, index)")
  public static Tensor indexSelect(Tensor x, int axis, int... index) {
    int along = Shapes.axis("indexSelect", axis, x.shape);
    int[] block = Shapes.around(x.shape, along);
    int[] shape = x.shape();
    shape[along] = index.length;
    float[] y = Workspace.floats(Shapes.size(shape));
    requireInside("indexSelect", index, block[1]);
    for (int i = 0; i < block[0]; i++) {
      for (int j = 0; j < index.length; j++) {
        int from = (i * block[1] + index[j]) * block[2];
        System.arraycopy(x.data, from, y, (i * index.length + j) * block[2], block[2]);
      }
    }
    return Tensor.wrap(y, shape);
  }

  /**
   * The transpose of {@link #indexSelect}: zeros to which what stands at place {@code i} of an axis
   * of {@code x} was added at place {@code index[i]}; PyTorch's {@code index_add} to zeros.
   *
   * @param extent the size of the axis in the result
   * @throws ShapeException if there is no such axis, or not one index for each of its places
   * @throws IndexOutOfBoundsException if a place is outside of the axis
   */
  @Primitive(shape = "x, index: (n) -> with(x, axis, extent)")
  @Vjp(of = "x", is = "indexSelect(yBar, axis, index)")
  @Jvp("addSelected(xDot, axis, index, extent)")
  public static Tensor addSelected(Tensor x, int axis, int[] index, int extent) {
    int along = Shapes.axis("addSelected", axis, x.shape);
    int[] block = Shapes.around(x.shape, along);
    requireCount("addSelected", index, block[1]);
    int[] shape = x.shape();
    shape[along] = extent;
    float[] y = Workspace.zeros(Shapes.size(shape));
    requireInside("addSelected", index, extent);
    for (int i = 0; i < block[0]; i++) {
      for (int j = 0; j < index.length; j++) {
        int from = (i * block[1] + j) * block[2];
        int to = (i * extent + index[j]) * block[2];
        for (int k = 0; k < block[2]; k++) {
          y[to + k] += x.data[from + k];
        }
      }
    }
    return Tensor.wrap(y, shape);
  }

  /**
   * Elements by their places along an axis, as PyTorch's {@code gather}: with two axes and axis 1,
   * {@code y[i][j] = x[i][index[i][j]]}.
   *
   * @param index the places, in row-major order of the result
   * @param shape the shape of the result, which in other axes than the given one is not larger than
   *     that of {@code x}
   * @throws ShapeException if there is no such axis, the shape does not fit, or the indices are too
   *     many or too few
   * @throws IndexOutOfBoundsException if a place is outside of the axis
   */
  @Primitive(shape = "x -> dims(shape)")
  @Vjp(of = "x", is = "scatterAdd(dev.adjoint.tensor.Tensor.zeros(x.shape()), axis, index, yBar)")
  @Jvp("gather(xDot, axis, index, shape)")
  public static Tensor gather(Tensor x, int axis, int[] index, int... shape) {
    float[] y = Workspace.zeros(Shapes.size(shape));
    new AlongAxis("gather", x.shape, axis, index, shape).take(x.data, y);
    return Tensor.wrap(y, shape);
  }

  /**
   * Elements added to others by their places along an axis, as PyTorch's {@code scatter_add}: with
   * two axes and axis 1, {@code y = x} and then {@code y[i][index[i][j]] += source[i][j]}.
   *
   * @param index the places, in row-major order of {@code source}
   * @throws ShapeException if there is no such axis, the source is larger than {@code x} in another
   *     axis, or the indices are too many or too few
   * @throws IndexOutOfBoundsException if a place is outside of the axis
   */
  @Primitive(shape = "x, s -> x")
  @Vjp(of = "x", is = "yBar")
  @Vjp(of = "source", is = "gather(yBar, axis, index, source.shape())")
  @Jvp("scatterAdd(xDot, axis, index, sourceDot)")
  public static Tensor scatterAdd(Tensor x, int axis, int[] index, Tensor source) {
    float[] y = Workspace.copyOf(x.data);
    new AlongAxis("scatterAdd", x.shape, axis, index, source.shape).add(source.data, y);
    return Tensor.wrap(y, x.shape);
  }

  /**
   * {@code value} where the mask is not 0, else {@code x}.
   *
   * @param mask a tensor that can be broadcast to the shape of {@code x}
   * @throws ShapeException if it cannot be
   */
  @Primitive(shape = "x, mask -> broadcast(x, mask)")
  @Vjp(of = "x", is = "maskedFill(yBar, mask, 0f)")
  @Jvp("maskedFill(xDot, mask, 0f)")
  public static Tensor maskedFill(Tensor x, @NonDifferentiable Tensor mask, float value) {
    float[] y = Workspace.copyOf(x.data);
    float[] fill = Broadcasting.broadcastTo("maskedFill", mask, x.shape).data;
    for (int i = 0; i < y.length; i++) {
      y[i] = fill[i] != 0 ? value : y[i];
    }
    return Tensor.wrap(y, x.shape);
  }

  private static int position(int i, int[] index, int[] block) {
    return (i / block[2] * block[1] + index[i]) * block[2] + i % block[2];
  }

  private static void requireCount(String operation, int[] index, int expected) {
    if (index.length != expected) {
      throw new ShapeException(
          "%s: %d indices for %d positions".formatted(operation, index.length, expected));
    }
  }

  static void requireInside(String operation, int[] index, int extent) {
    for (int each : index) {
      if (each < 0 || each >= extent) {
        throw new IndexOutOfBoundsException(
            "%s: index %d is outside of an axis of size %d".formatted(operation, each, extent));
      }
    }
  }
}
