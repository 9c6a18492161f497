package dev.adjoint.tensor;

import dev.adjoint.Workspace;
import dev.adjoint.kernel.ActiveKernels;
import dev.adjoint.kernel.Binary;
import java.util.Arrays;

/** NumPy's broadcasting: axes are aligned at the end, and those of size 1 are repeated. */
final class Broadcasting {
  private Broadcasting() {}

  static Tensor binary(String name, Binary op, Tensor a, Tensor b) {
    int[] shape = Shapes.broadcast(name, a.shape, b.shape);
    float[] y = Workspace.floats(Shapes.size(shape));
    // What has to be repeated is repeated in the result's own memory.
    boolean isLeftWhole = a.data.length == y.length;
    float[] left = isLeftWhole ? a.data : expandInto(y, a, shape);
    float[] right =
        isLeftWhole && b.data.length != y.length ? expandInto(y, b, shape) : expand(b, shape);
    ActiveKernels.get().binary(op, left, right, y, 0, y.length);
    if (right != y) {
      releaseExpanded(right, b);
    }
    return Tensor.wrap(y, shape);
  }

  static Tensor binarySameShape(String name, Binary op, Tensor a, Tensor b) {
    Shapes.requireEqual(name, a.shape, b.shape);
    float[] y = Workspace.floats(a.data.length);
    ActiveKernels.get().binary(op, a.data, b.data, y, 0, y.length);
    return Tensor.wrap(y, a.shape);
  }

  static Tensor broadcastTo(String operation, Tensor x, int[] shape) {
    if (Arrays.equals(x.shape, shape)) {
      return x;
    }
    if (x.shape.length > shape.length
        || !Arrays.equals(Shapes.broadcastOrEmpty(x.shape, shape), shape)) {
      throw new ShapeException(
          "%s: %s cannot be broadcast to %s"
              .formatted(operation, Arrays.toString(x.shape), Arrays.toString(shape)));
    }
    return Tensor.wrap(expand(x, shape), shape);
  }

  static Tensor sumTo(Tensor x, int[] shape) {
    if (Arrays.equals(x.shape, shape)) {
      return x;
    }
    int extra = x.shape.length - shape.length;
    if (extra < 0 || !Arrays.equals(Shapes.broadcastOrEmpty(shape, x.shape), x.shape)) {
      throw new ShapeException(
          "sumTo: %s cannot be summed to %s"
              .formatted(Arrays.toString(x.shape), Arrays.toString(shape)));
    }
    boolean[] summed = new boolean[x.shape.length];
    for (int i = 0; i < summed.length; i++) {
      summed[i] = i < extra || (shape[i - extra] == 1 && x.shape[i] != 1);
    }
    return Tensor.wrap(ReductionLoops.sum(x, summed), shape);
  }

  /** Gives back what {@link #expand} made of a tensor, if it made anything. */
  static void releaseExpanded(float[] elements, Tensor of) {
    if (elements != of.data) {
      Workspace.release(elements);
    }
  }

  /** {@code x + y} in the memory of {@code x} where that can be, which nobody else may hold. */
  static Tensor plusInto(Tensor x, Tensor y) {
    if (!isRowOf(x, y)) {
      Tensor sum = x.plus(y);
      Workspace.release(x.data);
      return sum;
    }
    int width = y.data.length;
    ActiveKernels.get().addToRows(y.data, x.data, 0, x.data.length / width, width);
    return x;
  }

  /** Whether a tensor has the shape of the last axes of another, and any elements. */
  private static boolean isRowOf(Tensor x, Tensor y) {
    int rank = y.shape.length;
    return rank <= x.shape.length
        && y.data.length > 0
        && Arrays.equals(y.shape, 0, rank, x.shape, x.shape.length - rank, x.shape.length);
  }

  /** The elements repeated to a shape, or the tensor's own memory if nothing is repeated. */
  static float[] expand(Tensor x, int[] shape) {
    int size = Shapes.size(shape);
    if (x.data.length == size) {
      return x.data;
    }
    return expandInto(Workspace.floats(size), x, shape);
  }

  private static float[] expandInto(float[] target, Tensor x, int[] shape) {
    int[] from = new int[shape.length];
    Arrays.fill(from, 1);
    System.arraycopy(x.shape, 0, from, shape.length - x.shape.length, x.shape.length);
    if (target.length > 0) {
      expand(x.data, from, shape, 0, 0, target, 0);
    }
    return target;
  }

  private static void expand(
      float[] x, int[] from, int[] to, int axis, int start, float[] y, int target) {
    int block = sizeAfter(to, axis - 1);
    int source = sizeAfter(from, axis - 1);
    if (source == 1) {
      Arrays.fill(y, target, target + block, x[start]);
    } else if (source == block) {
      System.arraycopy(x, start, y, target, block);
    } else {
      int step = block / to[axis];
      for (int i = 0; i < from[axis]; i++) {
        expand(x, from, to, axis + 1, start + i * (source / from[axis]), y, target + i * step);
      }
      for (int i = from[axis]; i < to[axis]; i++) {
        System.arraycopy(y, target, y, target + i * step, step);
      }
    }
  }

  private static int sizeAfter(int[] shape, int axis) {
    int size = 1;
    for (int i = axis + 1; i < shape.length; i++) {
      size *= shape[i];
    }
    return size;
  }
}
