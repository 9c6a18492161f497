package dev.adjoint.optim;

/** Linear least squares by Householder reflections (Golub and Van Loan 2013, algorithm 5.2.1). */
final class LeastSquares {
  private LeastSquares() {}

  /**
   * Makes a matrix upper triangular, and applies the same reflections to a vector.
   *
   * @param columns the matrix, column by column
   */
  static void triangularize(double[][] columns, double[] vector) {
    int rows = vector.length;
    for (int k = 0; k < Math.min(rows, columns.length); k++) {
      double[] column = columns[k];
      double sum = 0;
      for (int i = k; i < rows; i++) {
        sum += column[i] * column[i];
      }
      double norm = Math.sqrt(sum);
      if (norm == 0) {
        continue;
      }
      double head = column[k];
      double diagonal = head > 0 ? -norm : norm;
      // The reflection 1 - v v' / (norm * (norm + |head|)), v being the column from k on but for
      // its first number.
      column[k] = head - diagonal;
      double divisor = norm * (norm + Math.abs(head));
      for (int j = k + 1; j < columns.length; j++) {
        reflect(column, k, divisor, columns[j]);
      }
      reflect(column, k, divisor, vector);
      column[k] = diagonal;
    }
  }

  private static void reflect(double[] v, int from, double divisor, double[] x) {
    double sum = 0;
    for (int i = from; i < x.length; i++) {
      sum += v[i] * x[i];
    }
    double factor = sum / divisor;
    for (int i = from; i < x.length; i++) {
      x[i] -= factor * v[i];
    }
  }

  /** Solves {@code R x = b} for an upper triangular R, whose diagonal has no 0. */
  static double[] backSubstitute(double[][] columns, double[] b) {
    int n = columns.length;
    double[] x = new double[n];
    for (int i = n - 1; i >= 0; i--) {
      double sum = b[i];
      for (int j = i + 1; j < n; j++) {
        sum -= columns[j][i] * x[j];
      }
      x[i] = sum / columns[i][i];
    }
    return x;
  }
}
