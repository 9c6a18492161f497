import dev.adjoint.annotations.Differentiable;

class Grid {
  /** The energy of a membrane after some steps of smoothing. */
  @Differentiable
  static double energy(double[][] height, double rate, int steps) {
    int n = height.length;
    double[][] h = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        h[i][j] = height[i][j];
      }
    }
    for (int step = 0; step < steps; step++) {
      for (int i = 1; i < n - 1; i++) {
        for (int j = 1; j < n - 1; j++) {
          double flow = h[i - 1][j] + h[i + 1][j] + h[i][j - 1] + h[i][j + 1] - 4 * h[i][j];
          h[i][j] += rate * flow;
        }
      }
    }
    double energy = 0;
    for (int i = 1; i < n; i++) {
      for (int j = 1; j < n; j++) {
        double slope = h[i][j] - h[i - 1][j - 1];
        energy += slope * slope;
      }
    }
    return energy;
  }
}
