package dev.adjoint.tensor;

import dev.adjoint.Workspace;
import java.util.Arrays;
import java.util.function.IntFunction;

/** Linear equations for batches of matrices. */
final class Equations {
  private interface Solver {
    /** The solution for the columns of {@code b}. */
    double[] solve(double[] b, int columns);
  }

  private Equations() {}

  static Tensor solve(Tensor a, Tensor b) {
    return solve("solve", a, b);
  }

  static Tensor solve(String operation, Tensor a, Tensor b) {
    requireFitting(operation, a, b);
    int n = a.dimension(-1);
    return each(
        operation,
        a,
        b,
        matrix -> {
          Lu lu = Lu.of(a.data, matrix * n * n, n);
          int zero = lu.zeroPivot();
          if (zero >= 0) {
            throw DecompositionException.of(
                operation, matrix, a.shape, "singular: pivot %d is 0".formatted(zero));
          }
          return lu::solve;
        });
  }

  static Tensor triangular(Tensor a, Tensor b, boolean upper) {
    requireFitting("triangularSolve", a, b);
    int n = a.dimension(-1);
    return each(
        "triangularSolve",
        a,
        b,
        matrix -> {
          int offset = matrix * n * n;
          for (int i = 0; i < n; i++) {
            if (a.data[offset + i * n + i] == 0) {
              throw DecompositionException.of(
                  "triangularSolve",
                  matrix,
                  a.shape,
                  "singular: element %d of the diagonal is 0".formatted(i));
            }
          }
          return (right, columns) -> triangular(a.data, offset, n, upper, right, columns);
        });
  }

  private static double[] triangular(
      float[] a, int offset, int n, boolean upper, double[] b, int columns) {
    double[] y = b.clone();
    for (int step = 0; step < n; step++) {
      int i = upper ? n - 1 - step : step;
      int end = upper ? n : i;
      for (int k = upper ? i + 1 : 0; k < end; k++) {
        Lu.subtract(y, i, a[offset + i * n + k], k, columns);
      }
      for (int j = 0; j < columns; j++) {
        y[i * columns + j] /= a[offset + i * n + i];
      }
    }
    return y;
  }

  private static void requireFitting(String operation, Tensor a, Tensor b) {
    LinearAlgebra.requireSquare(operation, a);
    LinearAlgebra.requireMatrices(operation, b);
    if (a.dimension(-1) != b.dimension(-2)) {
      throw new ShapeException(
          "%s: inner dimensions differ: %s x %s".formatted(operation, a.describe(), b.describe()));
    }
  }

  /** Solves for each pair of a batch that both operands are broadcast to. */
  private static Tensor each(
      String operation, Tensor a, Tensor b, IntFunction<Solver> factorization) {
    int[] batchA = Arrays.copyOf(a.shape, a.shape.length - 2);
    int[] batchB = Arrays.copyOf(b.shape, b.shape.length - 2);
    int[] batch = Shapes.broadcast(operation, batchA, batchB);
    int n = a.dimension(-1);
    int columns = b.dimension(-1);
    int[] shape = Arrays.copyOf(batch, batch.length + 2);
    shape[batch.length] = n;
    shape[batch.length + 1] = columns;
    float[] y = Workspace.zeros(Shapes.size(shape));
    int[] fromA = MatrixProducts.sources(batchA, batch);
    int[] fromB = MatrixProducts.sources(batchB, batch);
    Solver[] solvers = new Solver[Shapes.size(batchA)];
    double[] right = new double[n * columns];
    for (int i = 0; i < fromA.length; i++) {
      if (solvers[fromA[i]] == null) {
        solvers[fromA[i]] = factorization.apply(fromA[i]);
      }
      for (int j = 0; j < right.length; j++) {
        right[j] = b.data[fromB[i] * right.length + j];
      }
      double[] solution = solvers[fromA[i]].solve(right, columns);
      for (int j = 0; j < solution.length; j++) {
        y[i * right.length + j] = (float) solution[j];
      }
    }
    return Tensor.wrap(y, shape);
  }
}
