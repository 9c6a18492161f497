package dev.adjoint.tensor;

import dev.adjoint.Workspace;
import java.util.Arrays;

/** Longer or shorter axes, filled up by a number. */
final class Padding {
  private Padding() {}

  static void requirePairs(String operation, int[] shape, int... amounts) {
    if (amounts.length % 2 != 0 || amounts.length > 2 * shape.length) {
      throw new ShapeException(
          "%s: %d amounts for %s; each axis needs two, before and after"
              .formatted(operation, amounts.length, Arrays.toString(shape)));
    }
  }

  static Tensor constant(Tensor x, int[] amounts, float value) {
    requirePairs("pad", x.shape, amounts);
    int rank = x.shape.length;
    int[] shape = x.shape();
    int[] before = new int[rank];
    for (int i = 0; i < amounts.length; i += 2) {
      int axis = rank - 1 - i / 2;
      before[axis] = amounts[i];
      shape[axis] = Math.addExact(Math.addExact(shape[axis], amounts[i]), amounts[i + 1]);
      if (shape[axis] < 0) {
        throw new ShapeException(
            "pad: axis %d of %s cannot be padded by %d and %d"
                .formatted(axis, x.describe(), amounts[i], amounts[i + 1]));
      }
    }
    float[] y = Workspace.zeros(Shapes.size(shape));
    if (value != 0) {
      Arrays.fill(y, value);
    }
    if (x.data.length > 0 && y.length > 0) {
      copy(x, 0, 0, x.data.length, shape, before, y, 0, y.length);
    }
    return Tensor.wrap(y, shape);
  }

  /** Copies what both have below one place of each axis before this one. */
  private static void copy(
      Tensor x,
      int axis,
      int from,
      int fromSize,
      int[] shape,
      int[] before,
      float[] y,
      int to,
      int toSize) {
    if (axis == shape.length) {
      y[to] = x.data[from];
      return;
    }
    int fromStep = fromSize / x.shape[axis];
    int toStep = toSize / shape[axis];
    int first = Math.max(0, -before[axis]);
    int end = Math.min(x.shape[axis], shape[axis] - before[axis]);
    if (axis == shape.length - 1 && end > first) {
      System.arraycopy(x.data, from + first, y, to + first + before[axis], end - first);
      return;
    }
    for (int i = first; i < end; i++) {
      int target = to + (i + before[axis]) * toStep;
      copy(x, axis + 1, from + i * fromStep, fromStep, shape, before, y, target, toStep);
    }
  }
}
