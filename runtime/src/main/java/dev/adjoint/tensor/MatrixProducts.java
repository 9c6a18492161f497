package dev.adjoint.tensor;

import dev.adjoint.kernel.ActiveKernels;
import dev.adjoint.kernel.Kernels;
import java.util.Arrays;

/** Products of the last two axes, with broadcasting of those before. */
final class MatrixProducts {
  private MatrixProducts() {}

  static Tensor multiply(String name, Tensor a, boolean transposeA, Tensor b, boolean transposeB) {
    if (a.shape.length < 2 || b.shape.length < 2) {
      throw mismatch(name, "rank 2 or more expected", a, b);
    }
    int m = fromEnd(a, transposeA ? 1 : 2);
    int k = fromEnd(a, transposeA ? 2 : 1);
    int n = fromEnd(b, transposeB ? 2 : 1);
    if (k != fromEnd(b, transposeB ? 1 : 2)) {
      throw mismatch(name, "inner dimensions differ", a, b);
    }
    int[] batchA = Arrays.copyOf(a.shape, a.shape.length - 2);
    int[] batchB = Arrays.copyOf(b.shape, b.shape.length - 2);
    int[] batch = Shapes.broadcastOrEmpty(batchA, batchB);
    if (batch.length < Math.max(batchA.length, batchB.length)) {
      throw mismatch(name, "batch dimensions cannot be broadcast", a, b);
    }
    int[] shape = Arrays.copyOf(batch, batch.length + 2);
    shape[batch.length] = m;
    shape[batch.length + 1] = n;
    float[] c = new float[Shapes.size(shape)];
    Kernels kernels = ActiveKernels.get();
    if (batchB.length == 0 && !transposeA) {
      // One matrix for the whole batch: the rows of all of a make one tall matrix.
      int rows = Shapes.size(batch) * m;
      kernels.gemm(false, transposeB, rows, n, k, a.data, 0, b.data, 0, c, 0, false);
    } else {
      int[] fromA = sources(batchA, batch);
      int[] fromB = sources(batchB, batch);
      for (int i = 0; i < fromA.length; i++) {
        kernels.gemm(
            transposeA,
            transposeB,
            m,
            n,
            k,
            a.data,
            fromA[i] * m * k,
            b.data,
            fromB[i] * k * n,
            c,
            i * m * n,
            false);
      }
    }
    return Tensor.wrap(c, shape);
  }

  /**
   * For each matrix of a broadcast batch, the number of the operand's matrix that it is made of.
   */
  static int[] sources(int[] from, int[] to) {
    int[] sources = new int[Shapes.size(to)];
    int extra = to.length - from.length;
    for (int i = 0; i < sources.length; i++) {
      int rest = i;
      int stride = 1;
      for (int axis = to.length - 1; axis >= extra; axis--) {
        int position = rest % to[axis];
        rest /= to[axis];
        sources[i] += from[axis - extra] == 1 ? 0 : position * stride;
        stride *= from[axis - extra];
      }
    }
    return sources;
  }

  private static int fromEnd(Tensor x, int position) {
    return x.shape[x.shape.length - position];
  }

  private static ShapeException mismatch(String name, String what, Tensor a, Tensor b) {
    return new ShapeException("%s: %s: %s x %s".formatted(name, what, a.describe(), b.describe()));
  }
}
