package dev.adjoint.tensor;

import java.util.Arrays;

/** Pairs the elements of a tensor with places along an axis of a larger one. */
final class AlongAxis {
  private final int[] index;

  /** The shape of the tensor with an index for each element. */
  private final int[] shape;

  /** The elements of the larger tensor between neighbours along each axis; 0 for the axis. */
  private final int[] strides;

  private final int stride;

  AlongAxis(String operation, int[] large, int axis, int[] index, int[] shape) {
    int along = Shapes.axis(operation, axis, large);
    boolean fits = shape.length == large.length;
    for (int i = 0; fits && i < shape.length; i++) {
      fits = i == along || shape[i] <= large[i];
    }
    if (!fits) {
      throw new ShapeException(
          "%s: indices of shape %s along axis %d do not fit %s"
              .formatted(operation, Arrays.toString(shape), along, Arrays.toString(large)));
    } else if (index.length != Shapes.size(shape)) {
      throw new ShapeException(
          "%s: %d indices for the shape %s"
              .formatted(operation, index.length, Arrays.toString(shape)));
    }
    Indexing.requireInside(operation, index, large[along]);
    this.index = index;
    this.shape = shape;
    this.strides = new int[large.length];
    int next = 1;
    int ofAxis = 1;
    for (int i = large.length - 1; i >= 0; i--) {
      strides[i] = i == along ? 0 : next;
      ofAxis = i == along ? next : ofAxis;
      next *= large[i];
    }
    this.stride = ofAxis;
  }

  void take(float[] large, float[] small) {
    if (small.length > 0) {
      walk(0, 0, 0, large, small, false);
    }
  }

  void add(float[] small, float[] large) {
    if (small.length > 0) {
      walk(0, 0, 0, large, small, true);
    }
  }

  /** Walks over what is below one place of each axis before this one; the next index. */
  private int walk(int axis, int from, int first, float[] large, float[] small, boolean isAdding) {
    int next = first;
    boolean isLast = axis == shape.length - 1;
    for (int i = 0; i < shape[axis]; i++) {
      int start = from + i * strides[axis];
      if (!isLast) {
        next = walk(axis + 1, start, next, large, small, isAdding);
      } else if (isAdding) {
        large[start + index[next] * stride] += small[next++];
      } else {
        small[next] = large[start + index[next] * stride];
        next++;
      }
    }
    return next;
  }
}
