package dev.adjoint.tensor;

import dev.adjoint.Workspace;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/** Determinants and cofactors of batches of matrices. */
final class Determinants {
  private Determinants() {}

  static Tensor of(String operation, Tensor a, ToDoubleFunction<Lu> number) {
    LinearAlgebra.requireSquare(operation, a);
    int n = a.dimension(-1);
    int[] batch = Arrays.copyOf(a.shape, a.shape.length - 2);
    float[] y = Workspace.zeros(Shapes.size(batch));
    for (int i = 0; i < y.length; i++) {
      y[i] = (float) number.applyAsDouble(Lu.of(a.data, i * n * n, n));
    }
    return Tensor.wrap(y, batch);
  }

  static Tensor cofactors(Tensor a) {
    LinearAlgebra.requireSquare("cofactors", a);
    int n = a.dimension(-1);
    float[] y = Workspace.zeros(a.data.length);
    for (int offset = 0; offset < y.length; offset += n * n) {
      Lu lu = Lu.of(a.data, offset, n);
      if (lu.zeroPivot() < 0) {
        byInverse(lu, n, y, offset);
      } else {
        byMinors(a.data, n, y, offset);
      }
    }
    return Tensor.wrap(y, a.shape);
  }

  private static void byInverse(Lu lu, int n, float[] y, int offset) {
    double[] identity = new double[n * n];
    for (int i = 0; i < n; i++) {
      identity[i * n + i] = 1;
    }
    double[] inverse = lu.solve(identity, n);
    double determinant = lu.determinant();
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        y[offset + i * n + j] = (float) (determinant * inverse[j * n + i]);
      }
    }
  }

  /** A singular matrix has cofactors, too, though no inverse. */
  private static void byMinors(float[] a, int n, float[] y, int offset) {
    double[] minor = new double[(n - 1) * (n - 1)];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        int next = 0;
        for (int row = 0; row < n; row++) {
          for (int column = 0; column < n; column++) {
            if (row != i && column != j) {
              minor[next++] = a[offset + row * n + column];
            }
          }
        }
        double determinant = Lu.of(minor, n - 1).determinant();
        y[offset + i * n + j] = (float) ((i + j) % 2 == 0 ? determinant : -determinant);
      }
    }
  }
}
