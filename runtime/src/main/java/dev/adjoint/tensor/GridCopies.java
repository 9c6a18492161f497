package dev.adjoint.tensor;

import dev.adjoint.Workspace;
import java.util.Arrays;

/**
 * Copies between a tensor and the crossings of a grid in another one. The last axes, if the grid
 * has all of their places in order, are moved as one block.
 */
final class GridCopies {
  private final float[] large;
  private final float[] small;
  private final int[][] places;

  /** The elements of the large tensor between neighbours along each axis. */
  private final int[] strides;

  /** The last axes that are copied place by place. */
  private final int depth;

  private final int block;

  private GridCopies(String operation, float[] large, int[] shape, float[] small, int[][] places) {
    this.large = large;
    this.small = small;
    this.places = places;
    for (int axis = 0; axis < shape.length; axis++) {
      for (int place : places[axis]) {
        if (place < 0 || place >= shape[axis]) {
          throw new IndexOutOfBoundsException(
              "%s: place %d is outside of axis %d of %s"
                  .formatted(operation, place, axis, Arrays.toString(shape)));
        }
      }
    }
    int copied = shape.length;
    while (copied > 0 && isWhole(places[copied - 1], shape[copied - 1])) {
      copied--;
    }
    this.depth = copied;
    this.strides = new int[shape.length];
    int stride = 1;
    int size = 1;
    for (int axis = shape.length - 1; axis >= 0; axis--) {
      strides[axis] = stride;
      stride *= shape[axis];
      size *= axis >= copied ? shape[axis] : 1;
    }
    this.block = size;
  }

  private static boolean isWhole(int[] places, int size) {
    boolean whole = places.length == size;
    for (int i = 0; whole && i < size; i++) {
      whole = places[i] == i;
    }
    return whole;
  }

  static Tensor take(Tensor x, int[][] places) {
    int[] shape = lengths("takeGrid", places, x.shape);
    float[] y = Workspace.zeros(Shapes.size(shape));
    GridCopies copies = new GridCopies("takeGrid", x.data, x.shape, y, places);
    if (y.length > 0) {
      copies.take(0, 0, 0);
    }
    return Tensor.wrap(y, shape);
  }

  static Tensor add(Tensor x, int[][] places, int[] shape) {
    if (!Arrays.equals(lengths("addGrid", places, shape), x.shape)) {
      throw new ShapeException(
          "addGrid: %s does not fit a grid of %s"
              .formatted(x.describe(), Arrays.toString(lengths("addGrid", places, shape))));
    }
    float[] y = Workspace.zeros(Shapes.size(shape));
    GridCopies copies = new GridCopies("addGrid", y, shape, x.data, places);
    if (x.data.length > 0) {
      copies.add(0, 0, 0);
    }
    return Tensor.wrap(y, shape);
  }

  private static int[] lengths(String operation, int[][] places, int[] shape) {
    if (places.length != shape.length) {
      throw new ShapeException(
          "%s: places for %d axes are given, not for those of %s"
              .formatted(operation, places.length, Arrays.toString(shape)));
    }
    int[] lengths = new int[places.length];
    for (int axis = 0; axis < lengths.length; axis++) {
      lengths[axis] = places[axis].length;
    }
    return lengths;
  }

  /** Takes what is below one place of each axis before this one; the next place in small. */
  private int take(int axis, int from, int to) {
    if (axis == depth) {
      System.arraycopy(large, from, small, to, block);
      return to + block;
    }
    int next = to;
    int stride = strides[axis];
    if (axis == depth - 1 && block == 1) {
      for (int place : places[axis]) {
        small[next++] = large[from + place * stride];
      }
    } else {
      for (int place : places[axis]) {
        next = take(axis + 1, from + place * stride, next);
      }
    }
    return next;
  }

  private int add(int axis, int to, int from) {
    if (axis == depth) {
      for (int i = 0; i < block; i++) {
        large[to + i] += small[from + i];
      }
      return from + block;
    }
    int next = from;
    int stride = strides[axis];
    if (axis == depth - 1 && block == 1) {
      for (int place : places[axis]) {
        large[to + place * stride] += small[next++];
      }
    } else {
      for (int place : places[axis]) {
        next = add(axis + 1, to + place * stride, next);
      }
    }
    return next;
  }
}
