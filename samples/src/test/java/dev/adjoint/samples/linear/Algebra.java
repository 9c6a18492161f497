package dev.adjoint.samples.linear;

/** Linear equations by elimination, in double precision: what least squares are compared with. */
final class Algebra {
  private Algebra() {}

  /**
   * The weights with the least squared error and penalty: (X' X / n + lambda I) w = X' t / n.
   *
   * @param x the features of each example
   */
  static double[] normalEquations(double[][] x, double[] t, double lambda) {
    int d = x[0].length;
    double[][] a = new double[d][d + 1];
    for (int i = 0; i < d; i++) {
      a[i][i] = lambda;
      for (int n = 0; n < x.length; n++) {
        for (int j = 0; j < d; j++) {
          a[i][j] += x[n][i] * x[n][j] / x.length;
        }
        a[i][d] += x[n][i] * t[n] / x.length;
      }
    }
    return solve(a);
  }

  private static double[] solve(double[][] a) {
    int d = a.length;
    for (int pivot = 0; pivot < d; pivot++) {
      for (int i = 0; i < d; i++) {
        double factor = i == pivot ? 0 : a[i][pivot] / a[pivot][pivot];
        for (int j = pivot; j <= d; j++) {
          a[i][j] -= factor * a[pivot][j];
        }
      }
    }
    double[] result = new double[d];
    for (int i = 0; i < d; i++) {
      result[i] = a[i][d] / a[i][i];
    }
    return result;
  }
}
