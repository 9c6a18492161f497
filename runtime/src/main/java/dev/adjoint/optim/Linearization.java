package dev.adjoint.optim;

/**
 * Residuals and their Jacobian at a point, made triangular: {@code J = Q R} and {@code Q' r}.
 *
 * @param value half the sum of the squares of the residuals
 * @param triangle R, column by column, as many rows as columns
 * @param rotated the part of {@code Q' r} that the parameters can change
 * @param columnNorms the norms of the Jacobian's columns
 * @param gradient {@code J' r}
 */
record Linearization(
    double value, double[][] triangle, double[] rotated, double[] columnNorms, double[] gradient) {
  static Linearization of(double[] residuals, double[][] jacobian, int parameters) {
    int rows = residuals.length;
    if (jacobian.length != rows) {
      throw new IllegalArgumentException(
          "the Jacobian has %d rows for %d residuals".formatted(jacobian.length, rows));
    }
    double[][] columns = new double[parameters][Math.max(rows, parameters)];
    for (int i = 0; i < rows; i++) {
      if (jacobian[i].length != parameters) {
        throw new IllegalArgumentException(
            "the Jacobian has %d columns for %d parameters"
                .formatted(jacobian[i].length, parameters));
      }
      for (int j = 0; j < parameters; j++) {
        columns[j][i] = jacobian[i][j];
      }
    }
    double[] vector = new double[Math.max(rows, parameters)];
    System.arraycopy(residuals, 0, vector, 0, rows);
    double[] norms = new double[parameters];
    double[] gradient = new double[parameters];
    for (int j = 0; j < parameters; j++) {
      norms[j] = Math.sqrt(Vectors.dot(columns[j], columns[j]));
      gradient[j] = Vectors.dot(columns[j], vector);
    }
    double value = Vectors.dot(vector, vector) / 2;
    LeastSquares.triangularize(columns, vector);
    return new Linearization(value, columns, vector, norms, gradient);
  }

  boolean isFinite() {
    double sum = value;
    for (double norm : columnNorms) {
      sum += norm;
    }
    return Double.isFinite(sum);
  }

  double largestGradient() {
    return Vectors.largest(gradient);
  }

  /** The largest cosine of the angle between the residuals and a column; 0 without residuals. */
  double largestCosine() {
    double norm = Math.sqrt(2 * value);
    double largest = 0;
    for (int j = 0; j < gradient.length; j++) {
      if (columnNorms[j] > 0 && norm > 0) {
        largest = Math.max(largest, Math.abs(gradient[j]) / columnNorms[j] / norm);
      }
    }
    return largest;
  }

  /** Raises scales to the norms of columns; a column that never was more than 0 has the scale 1. */
  void raise(double[] scales) {
    for (int j = 0; j < scales.length; j++) {
      double norm = columnNorms[j] > 0 || scales[j] > 0 ? columnNorms[j] : 1;
      scales[j] = Math.max(scales[j], norm);
    }
  }

  /** The {@code h} for which {@code |J h + r|² + damping |scales h|²} is least. */
  double[] step(double damping, double[] scales) {
    int n = scales.length;
    double[][] columns = new double[n][2 * n];
    double[] vector = new double[2 * n];
    for (int j = 0; j < n; j++) {
      System.arraycopy(triangle[j], 0, columns[j], 0, j + 1);
      columns[j][n + j] = Math.sqrt(damping) * scales[j];
      vector[j] = -rotated[j];
    }
    LeastSquares.triangularize(columns, vector);
    return LeastSquares.backSubstitute(columns, vector);
  }

  /** By how much the linear residuals make the value smaller along a step. */
  double predictedGain(double[] step, double damping, double[] scales) {
    double sum = 0;
    for (int j = 0; j < step.length; j++) {
      sum += step[j] * (damping * scales[j] * scales[j] * step[j] - gradient[j]);
    }
    return sum / 2;
  }
}
