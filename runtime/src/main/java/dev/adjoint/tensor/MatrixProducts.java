package dev.adjoint.tensor;

import dev.adjoint.Workspace;
import dev.adjoint.kernel.ActiveKernels;
import dev.adjoint.kernel.Kernels;
import java.util.Arrays;

/** Products of the last two axes, with broadcasting of those before. */
final class MatrixProducts {
  private MatrixProducts() {}

  static Tensor multiply(String name, Tensor a, boolean transposeA, Tensor b, boolean transposeB) {
    if (a.shape.length < 2 || b.shape.length < 2) {
      throw new ShapeException(
          "%s: rank 2 or more expected: %s x %s; for vectors write LinearAlgebra.product(a, b)"
              .formatted(name, a.describe(), b.describe()));
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
    float[] c = Workspace.floats(Shapes.size(shape));
    product(a, transposeA, b, transposeB, new Sizes(batchA, batchB, batch, m, n, k), c, false);
    return Tensor.wrap(c, shape);
  }

  /** The sizes of a product of which the operands are broadcast to a batch. */
  private record Sizes(int[] batchA, int[] batchB, int[] batch, int m, int n, int k) {}

  /** Adds a product to what has its shape; false, without any effect, if the shape is another. */
  static boolean add(Tensor into, Tensor a, boolean transposeA, Tensor b, boolean transposeB) {
    boolean fits =
        a.shape.length == 2
            && b.shape.length == 2
            && into.shape.length == 2
            && into.shape[0] == fromEnd(a, transposeA ? 1 : 2)
            && into.shape[1] == fromEnd(b, transposeB ? 2 : 1)
            && fromEnd(a, transposeA ? 2 : 1) == fromEnd(b, transposeB ? 1 : 2);
    if (fits) {
      int[] none = {};
      int k = fromEnd(a, transposeA ? 2 : 1);
      Sizes sizes = new Sizes(none, none, none, into.shape[0], into.shape[1], k);
      product(a, transposeA, b, transposeB, sizes, into.data, true);
    }
    return fits;
  }

  private static void product(
      Tensor a,
      boolean transposeA,
      Tensor b,
      boolean transposeB,
      Sizes sizes,
      float[] c,
      boolean accumulate) {
    int[] batchA = sizes.batchA();
    int[] batchB = sizes.batchB();
    int[] batch = sizes.batch();
    int m = sizes.m();
    int n = sizes.n();
    int k = sizes.k();
    Kernels kernels = ActiveKernels.get();
    if (batchB.length == 0 && !transposeA) {
      // One matrix for the whole batch: the rows of all of a make one tall matrix.
      int rows = Shapes.size(batch) * m;
      kernels.gemm(false, transposeB, rows, n, k, a.data, 0, b.data, 0, c, 0, accumulate);
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
            accumulate);
      }
    }
  }

  /**
   * The sum over the batch of the products of transposes with other matrices: one product of all
   * rows at once.
   */
  static Tensor sumOfTransposed(Tensor a, Tensor b) {
    int m = fromEnd(a, 1);
    int n = fromEnd(b, 1);
    float[] c = Workspace.floats(Shapes.size(m, n));
    int rows = Shapes.size(Arrays.copyOf(a.shape, a.shape.length - 1));
    ActiveKernels.get().gemm(true, false, m, n, rows, a.data, 0, b.data, 0, c, 0, false);
    return Tensor.wrap(c, m, n);
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
