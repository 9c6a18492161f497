package dev.adjoint.tensor;

/**
 * Copies between an array and places in a larger one that lie at equal distances along each axis.
 *
 * @param start the first place
 * @param shape the axes of what is copied
 * @param strides how far neighbours along each axis lie apart in the larger array
 */
record StridedCopy(int start, int[] shape, int[] strides) {
  /** How many elements lie between neighbours along each axis of a tensor. */
  static int[] strides(int[] shape) {
    int[] strides = new int[shape.length];
    int stride = 1;
    for (int axis = shape.length - 1; axis >= 0; axis--) {
      strides[axis] = stride;
      stride *= shape[axis];
    }
    return strides;
  }

  void take(float[] large, float[] small) {
    if (small.length > 0) {
      walk(0, start, large, small, 0, false);
    }
  }

  void put(float[] small, float[] large) {
    if (small.length > 0) {
      walk(0, start, large, small, 0, true);
    }
  }

  private int walk(int axis, int from, float[] large, float[] small, int to, boolean isPutting) {
    if (axis == shape.length) {
      if (isPutting) {
        large[from] = small[to];
      } else {
        small[to] = large[from];
      }
      return to + 1;
    }
    int next = to;
    int stride = strides[axis];
    if (axis < shape.length - 1) {
      for (int i = 0; i < shape[axis]; i++) {
        next = walk(axis + 1, from + i * stride, large, small, next, isPutting);
      }
    } else if (isPutting) {
      for (int i = 0; i < shape[axis]; i++) {
        large[from + i * stride] = small[next++];
      }
    } else {
      for (int i = 0; i < shape[axis]; i++) {
        small[next++] = large[from + i * stride];
      }
    }
    return next;
  }
}
