package dev.adjoint.tensor;

import dev.adjoint.Workspace;

/** The Cholesky factors of a batch of symmetric matrices, of which the lower triangle is read. */
final class Cholesky {
  private Cholesky() {}

  static Tensor of(Tensor a) {
    int n = a.dimension(-1);
    float[] y = Workspace.zeros(a.data.length);
    double[] factor = new double[n * n];
    for (int matrix = 0; matrix * n * n < y.length; matrix++) {
      int offset = matrix * n * n;
      for (int i = 0; i < n; i++) {
        for (int j = 0; j <= i; j++) {
          double rest = a.data[offset + i * n + j];
          for (int k = 0; k < j; k++) {
            rest -= factor[i * n + k] * factor[j * n + k];
          }
          if (j < i) {
            factor[i * n + j] = rest / factor[j * n + j];
          } else if (rest > 0) {
            factor[i * n + i] = Math.sqrt(rest);
          } else {
            throw DecompositionException.of(
                "cholesky",
                matrix,
                a.shape,
                "not positive definite: pivot %d is %s".formatted(i, rest));
          }
          y[offset + i * n + j] = (float) factor[i * n + j];
        }
      }
    }
    return Tensor.wrap(y, a.shape);
  }
}
