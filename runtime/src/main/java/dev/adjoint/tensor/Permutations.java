package dev.adjoint.tensor;

import dev.adjoint.Workspace;
import dev.adjoint.kernel.ActiveKernels;
import java.util.Arrays;

/** Copies elements into another order of axes. */
final class Permutations {
  /** The side of the squares in which a matrix is transposed: two of them fit the fastest cache. */
  private static final int TILE = 32;

  private Permutations() {}

  static Tensor permute(String operation, Tensor x, int... axes) {
    int rank = x.shape.length;
    boolean[] seen = Shapes.axes(operation, x.shape, axes);
    for (boolean used : seen) {
      if (axes.length != rank || !used) {
        throw new ShapeException(
            "%s: %s is no order of the axes of %s"
                .formatted(operation, Arrays.toString(axes), Arrays.toString(x.shape)));
      }
    }
    int[] shape = new int[rank];
    int[] strides = new int[rank];
    for (int i = 0; i < rank; i++) {
      int axis = Shapes.axis(operation, axes[i], x.shape);
      shape[i] = x.shape[axis];
      strides[i] = Shapes.size(Arrays.copyOfRange(x.shape, axis + 1, rank));
    }
    float[] y = Workspace.floats(x.data.length);
    if (y.length > 0) {
      copy(x.data, 0, shape, strides, 0, y, 0, y.length);
    }
    return Tensor.wrap(y, shape);
  }

  private static void copy(
      float[] x, int start, int[] shape, int[] strides, int axis, float[] y, int target, int size) {
    int remaining = shape.length - axis;
    if (remaining == 0) {
      y[target] = x[start];
    } else if (remaining == 1 && strides[axis] == 1) {
      System.arraycopy(x, start, y, target, size);
    } else if (remaining == 2 && strides[axis + 1] == 1) {
      int width = shape[axis + 1];
      ActiveKernels.get()
          .images()
          .layRows(x, start, strides[axis], 1, shape[axis], width, y, target, 0, width);
    } else if (remaining == 2 && strides[axis] == 1) {
      transpose(x, start, shape[axis], shape[axis + 1], strides[axis + 1], y, target);
    } else {
      int step = size / shape[axis];
      for (int i = 0; i < shape[axis]; i++) {
        copy(x, start + i * strides[axis], shape, strides, axis + 1, y, target + i * step, step);
      }
    }
  }

  private static void transpose(
      float[] x, int start, int rows, int columns, int stride, float[] y, int target) {
    for (int top = 0; top < rows; top += TILE) {
      int bottom = Math.min(rows, top + TILE);
      for (int left = 0; left < columns; left += TILE) {
        int right = Math.min(columns, left + TILE);
        for (int i = top; i < bottom; i++) {
          for (int j = left; j < right; j++) {
            y[target + i * columns + j] = x[start + j * stride + i];
          }
        }
      }
    }
  }

  static int[] swapped(String operation, int[] shape, int first, int second) {
    int[] order = new int[shape.length];
    Arrays.setAll(order, i -> i);
    order[Shapes.axis(operation, first, shape)] = Shapes.axis(operation, second, shape);
    order[Shapes.axis(operation, second, shape)] = Shapes.axis(operation, first, shape);
    return order;
  }

  static int[] reshaped(Tensor x, int... dims) {
    int[] shape = dims.clone();
    int known = 1;
    int unknown = -1;
    for (int i = 0; i < dims.length; i++) {
      if (dims[i] == -1 && unknown < 0) {
        unknown = i;
      } else {
        known = Shapes.size(known, dims[i]);
      }
    }
    if (unknown >= 0 && known > 0) {
      shape[unknown] = x.data.length / known;
      known *= shape[unknown];
    }
    if (known != x.data.length || (unknown >= 0 && shape[unknown] < 0)) {
      throw new ShapeException(
          "reshape: %s does not have the size of %s"
              .formatted(Arrays.toString(x.shape), Arrays.toString(dims)));
    }
    return shape;
  }
}
