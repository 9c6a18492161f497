package dev.adjoint.tensor;

/**
 * The factors of one matrix with its rows in another order, {@code P A = L U}, by Gaussian
 * elimination with partial pivoting: in each column the largest element below the diagonal becomes
 * the pivot (Golub and Van Loan, <i>Matrix Computations</i>, algorithm 3.4.1).
 */
final class Lu {
  private final int n;

  /** Below the diagonal L, whose diagonal is 1, else U. */
  private final double[] factors;

  private final int[] rows;
  private int swaps;

  private Lu(int n) {
    this.n = n;
    this.factors = new double[n * n];
    this.rows = new int[n];
  }

  static Lu of(float[] matrix, int offset, int n) {
    double[] copy = new double[n * n];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = matrix[offset + i];
    }
    return of(copy, n);
  }

  static Lu of(double[] matrix, int n) {
    Lu lu = new Lu(n);
    System.arraycopy(matrix, 0, lu.factors, 0, n * n);
    lu.factorize();
    return lu;
  }

  private void factorize() {
    for (int i = 0; i < n; i++) {
      rows[i] = i;
    }
    for (int k = 0; k < n; k++) {
      int pivot = k;
      for (int i = k + 1; i < n; i++) {
        if (Math.abs(factors[i * n + k]) > Math.abs(factors[pivot * n + k])) {
          pivot = i;
        }
      }
      if (pivot != k) {
        swap(pivot, k);
      }
      double divisor = factors[k * n + k];
      if (divisor == 0) {
        continue;
      }
      for (int i = k + 1; i < n; i++) {
        double factor = factors[i * n + k] / divisor;
        factors[i * n + k] = factor;
        for (int j = k + 1; j < n; j++) {
          factors[i * n + j] -= factor * factors[k * n + j];
        }
      }
    }
  }

  private void swap(int i, int k) {
    for (int j = 0; j < n; j++) {
      double element = factors[i * n + j];
      factors[i * n + j] = factors[k * n + j];
      factors[k * n + j] = element;
    }
    int row = rows[i];
    rows[i] = rows[k];
    rows[k] = row;
    swaps++;
  }

  /** The first pivot that is 0, -1 if there is none. */
  int zeroPivot() {
    for (int k = 0; k < n; k++) {
      if (factors[k * n + k] == 0) {
        return k;
      }
    }
    return -1;
  }

  double determinant() {
    double product = swaps % 2 == 0 ? 1 : -1;
    for (int k = 0; k < n; k++) {
      product *= factors[k * n + k];
    }
    return product;
  }

  double logAbsDeterminant() {
    double sum = 0;
    for (int k = 0; k < n; k++) {
      sum += Math.log(Math.abs(factors[k * n + k]));
    }
    return sum;
  }

  /** The sign of the determinant, which itself may be too large or too small for a number. */
  double sign() {
    double sign = swaps % 2 == 0 ? 1 : -1;
    for (int k = 0; k < n; k++) {
      sign *= Math.signum(factors[k * n + k]);
    }
    return sign + 0.0; // never the negative zero
  }

  /** The solution for several right-hand sides, which are the columns of a matrix. */
  double[] solve(double[] b, int columns) {
    double[] y = new double[n * columns];
    for (int i = 0; i < n; i++) {
      System.arraycopy(b, rows[i] * columns, y, i * columns, columns);
      for (int k = 0; k < i; k++) {
        subtract(y, i, factors[i * n + k], k, columns);
      }
    }
    for (int i = n - 1; i >= 0; i--) {
      for (int k = i + 1; k < n; k++) {
        subtract(y, i, factors[i * n + k], k, columns);
      }
      for (int j = 0; j < columns; j++) {
        y[i * columns + j] /= factors[i * n + i];
      }
    }
    return y;
  }

  static void subtract(double[] y, int row, double factor, int other, int columns) {
    for (int j = 0; j < columns; j++) {
      y[row * columns + j] -= factor * y[other * columns + j];
    }
  }
}
