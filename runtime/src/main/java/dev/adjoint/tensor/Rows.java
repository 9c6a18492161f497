package dev.adjoint.tensor;

import dev.adjoint.Workspace;
import dev.adjoint.kernel.ActiveKernels;
import java.util.Arrays;

/** A tensor whose reduced axes are the last ones: each row becomes a number, and is contiguous. */
final class Rows {
  /** The tensor's own memory if its axes stood so already. */
  private final float[] data;

  private final int count;
  private final int width;

  /** The axis of the tensor that each axis of the rows is. */
  private final int[] order;

  /** The sizes of the axes in that order. */
  private final int[] shape;

  private Rows(float[] data, int count, int width, int[] order, int[] shape) {
    this.data = data;
    this.count = count;
    this.width = width;
    this.order = order;
    this.shape = shape;
  }

  static Rows of(Tensor x, boolean[] reduced) {
    int rank = reduced.length;
    int[] order = new int[rank];
    int[] shape = new int[rank];
    int count = 1;
    int width = 1;
    int next = 0;
    for (int axis = 0; axis < rank; axis++) {
      if (!reduced[axis]) {
        count *= x.shape[axis];
        order[next++] = axis;
      }
    }
    for (int axis = 0; axis < rank; axis++) {
      if (reduced[axis]) {
        width *= x.shape[axis];
        order[next++] = axis;
      }
    }
    boolean moved = false;
    for (int i = 0; i < rank; i++) {
      shape[i] = x.shape[order[i]];
      moved |= order[i] != i;
    }
    float[] data = moved ? Permutations.permute("permute", x, order).data : x.data;
    return new Rows(data, count, width, order, shape);
  }

  /** A tensor like the one that the rows were made of, with other elements. */
  Tensor restored(float[] elements) {
    Tensor rows = Tensor.wrap(elements, shape);
    return rows.permute(Shapes.inversePermutation(order));
  }

  float[] variances(int correction) {
    float[] y = Workspace.floats(count);
    for (int row = 0; row < count; row++) {
      y[row] = (float) variance(row, correction);
    }
    return y;
  }

  float[] deviations(int correction) {
    float[] y = Workspace.floats(count);
    for (int row = 0; row < count; row++) {
      y[row] = (float) Math.sqrt(variance(row, correction));
    }
    return y;
  }

  private double variance(int row, int correction) {
    int end = (row + 1) * width;
    double sum = 0;
    for (int i = row * width; i < end; i++) {
      sum += data[i];
    }
    double mean = sum / width;
    double squares = 0;
    for (int i = row * width; i < end; i++) {
      double deviation = data[i] - mean;
      squares += deviation * deviation;
    }
    return squares / Math.max(0, width - correction);
  }

  float[] logSumExps() {
    float[] y = Workspace.floats(count);
    for (int row = 0; row < count; row++) {
      y[row] = (float) logSumExp(row);
    }
    return y;
  }

  /** For each element its exponential divided by the sum of those of its row. */
  float[] expShares() {
    float[] y = Workspace.floats(data.length);
    for (int row = 0; row < count; row++) {
      double log = logSumExp(row);
      for (int i = row * width; i < (row + 1) * width; i++) {
        y[i] = (float) Math.exp(data[i] - log);
      }
    }
    return y;
  }

  private double logSumExp(int row) {
    float max = ActiveKernels.get().max(data, row * width, (row + 1) * width);
    // Subtracting an infinite maximum would be NaN.
    float shift = Float.isInfinite(max) ? 0 : max;
    double sum = 0;
    for (int i = row * width; i < (row + 1) * width; i++) {
      sum += Math.exp(data[i] - shift);
    }
    return shift + Math.log(sum);
  }

  float[] products() {
    float[] y = Workspace.floats(count);
    for (int row = 0; row < count; row++) {
      double product = 1;
      for (int i = row * width; i < (row + 1) * width; i++) {
        product *= data[i];
      }
      y[row] = (float) product;
    }
    return y;
  }

  /**
   * The largest elements, or the smallest ones.
   *
   * @param sign 1, or -1 for the smallest
   */
  float[] extrema(String operation, int sign) {
    if (width == 0 && count > 0) {
      throw new ShapeException(
          "%s: nothing along the axes of %s"
              .formatted(operation, Arrays.toString(restored(data).shape)));
    }
    float[] y = Workspace.floats(count);
    for (int row = 0; row < count; row++) {
      float best = data[row * width];
      for (int i = row * width + 1; i < (row + 1) * width; i++) {
        best = sign > 0 ? Math.max(best, data[i]) : Math.min(best, data[i]);
      }
      y[row] = best;
    }
    return y;
  }

  float[] norms(float p) {
    float[] y = Workspace.floats(count);
    for (int row = 0; row < count; row++) {
      y[row] = (float) norm(row, p);
    }
    return y;
  }

  private double norm(int row, float p) {
    int start = row * width;
    int end = start + width;
    double sum = 0;
    if (p == Float.POSITIVE_INFINITY) {
      for (int i = start; i < end; i++) {
        sum = Math.max(sum, Math.abs(data[i]));
      }
      return sum;
    } else if (p == 0) {
      for (int i = start; i < end; i++) {
        sum += data[i] == 0 ? 0 : 1;
      }
      return sum;
    } else if (p == 1) {
      for (int i = start; i < end; i++) {
        sum += Math.abs(data[i]);
      }
      return sum;
    } else if (p == 2) {
      for (int i = start; i < end; i++) {
        sum += (double) data[i] * data[i];
      }
      return Math.sqrt(sum);
    }
    for (int i = start; i < end; i++) {
      sum += Math.pow(Math.abs(data[i]), p);
    }
    return Math.pow(sum, 1.0 / p);
  }

  /** For each element the product of the others of its row. */
  float[] productsOfOthers() {
    float[] y = Workspace.floats(data.length);
    for (int start = 0; start < y.length; start += width) {
      double before = 1;
      double[] after = new double[width + 1];
      after[width] = 1;
      for (int i = width - 1; i > 0; i--) {
        after[i] = after[i + 1] * data[start + i];
      }
      for (int i = 0; i < width; i++) {
        y[start + i] = (float) (before * after[i + 1]);
        before *= data[start + i];
      }
    }
    return y;
  }

  /** The derivative of {@link #productsOfOthers} in a direction, which has equal rows. */
  float[] productsOfOthersTangent(Rows direction) {
    float[] d = direction.data;
    float[] y = Workspace.floats(data.length);
    for (int start = 0; start < y.length; start += width) {
      double[] after = new double[width + 1];
      double[] afterDot = new double[width + 1];
      after[width] = 1;
      for (int i = width - 1; i > 0; i--) {
        after[i] = after[i + 1] * data[start + i];
        afterDot[i] = afterDot[i + 1] * data[start + i] + after[i + 1] * d[start + i];
      }
      double before = 1;
      double beforeDot = 0;
      for (int i = 0; i < width; i++) {
        y[start + i] = (float) (beforeDot * after[i + 1] + before * afterDot[i + 1]);
        beforeDot = beforeDot * data[start + i] + before * d[start + i];
        before *= data[start + i];
      }
    }
    return y;
  }
}
