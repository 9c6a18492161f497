package dev.adjoint.tensor;

import java.util.Arrays;

/** Where the diagonals of two axes lie in an array. */
final class DiagonalPlaces {
  private DiagonalPlaces() {}

  /** The shape of the result is that of the other axes, then the length of the diagonal. */
  static StridedCopy of(String operation, int[] shape, int offset, int first, int second) {
    int rows = Shapes.axis(operation, first, shape);
    int columns = Shapes.axis(operation, second, shape);
    if (rows == columns) {
      throw new ShapeException(
          "%s: both axes of %s are %d".formatted(operation, Arrays.toString(shape), rows));
    }
    int[] all = StridedCopy.strides(shape);
    int[] strides = new int[shape.length - 1];
    int[] sizes = new int[shape.length - 1];
    int next = 0;
    for (int axis = 0; axis < shape.length; axis++) {
      if (axis != rows && axis != columns) {
        strides[next] = all[axis];
        sizes[next++] = shape[axis];
      }
    }
    strides[next] = all[rows] + all[columns];
    long down = shape[rows] + Math.min(0L, offset);
    long across = shape[columns] - Math.max(0L, offset);
    sizes[next] = (int) Math.max(0, Math.min(down, across));
    int start = sizes[next] == 0 ? 0 : offset > 0 ? offset * all[columns] : -offset * all[rows];
    return new StridedCopy(start, sizes, strides);
  }
}
