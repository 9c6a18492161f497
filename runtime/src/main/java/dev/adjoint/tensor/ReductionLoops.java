package dev.adjoint.tensor;

import dev.adjoint.Workspace;
import dev.adjoint.kernel.ActiveKernels;
import dev.adjoint.kernel.Kernels;

/** Sums and extrema along axes. */
final class ReductionLoops {
  private ReductionLoops() {}

  /** The sums over the chosen axes, in row-major order of the others. */
  static float[] sum(Tensor x, boolean[] summed) {
    float[] data = x.data;
    int inner = 1;
    boolean reduced = false;
    int axis = summed.length - 1;
    while (axis >= 0) {
      int extent = 1;
      boolean summing = summed[axis];
      // Neighbouring axes with the same fate are one axis in memory.
      for (; axis >= 0 && summed[axis] == summing; axis--) {
        extent *= x.shape[axis];
      }
      if (summing) {
        int outer = 1;
        for (int i = 0; i <= axis; i++) {
          outer *= x.shape[i];
        }
        float[] before = data;
        data = sum(before, outer, extent, inner);
        if (reduced) {
          Workspace.release(before);
        }
        reduced = true;
      } else {
        inner *= extent;
      }
    }
    return reduced ? data : Workspace.copyOf(data);
  }

  private static float[] sum(float[] x, int outer, int extent, int inner) {
    Kernels kernels = ActiveKernels.get();
    float[] y = Workspace.floats(outer * inner);
    for (int o = 0; o < outer; o++) {
      if (inner == 1) {
        y[o] = kernels.sum(x, o * extent, (o + 1) * extent);
      } else {
        kernels.sumRows(x, o * extent * inner, extent, inner, y, o * inner);
      }
    }
    return y;
  }

  /**
   * The position along an axis of the first largest element; a NaN counts as the largest.
   *
   * @param sign 1, or -1 for the smallest element
   */
  static int[] argmax(String operation, Tensor x, int axis, int sign) {
    int[] block = Shapes.around(x.shape, Shapes.axis(operation, axis, x.shape));
    int[] positions = new int[block[0] * block[2]];
    if (block[1] == 0 && positions.length > 0) {
      throw new ShapeException(
          "%s: nothing along axis %d of %s".formatted(operation, axis, x.describe()));
    }
    for (int o = 0; o < block[0]; o++) {
      for (int i = 0; i < block[2]; i++) {
        int start = o * block[1] * block[2] + i;
        positions[o * block[2] + i] = argmax(x.data, start, block[1], block[2], sign);
      }
    }
    return positions;
  }

  private static int argmax(float[] x, int start, int count, int stride, int sign) {
    int best = 0;
    float max = sign * x[start];
    for (int j = 1; j < count && !Float.isNaN(max); j++) {
      float candidate = sign * x[start + j * stride];
      if (candidate > max || Float.isNaN(candidate)) {
        best = j;
        max = candidate;
      }
    }
    return best;
  }
}
