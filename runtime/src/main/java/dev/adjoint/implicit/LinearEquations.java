package dev.adjoint.implicit;

import java.util.function.UnaryOperator;

/**
 * Solves linear equations of which only products with vectors are known, by the generalized minimal
 * residual method (Saad and Schultz, 1986) with restarts.
 */
final class LinearEquations {
  /** So many vectors are kept before the method starts again from what it found. */
  private static final int MOST_VECTORS = 200;

  private static final int MOST_RESTARTS = 20;

  private final UnaryOperator<double[]> product;
  private final double tolerance;

  /**
   * @param product the product of the matrix with a vector
   * @param tolerance how small the rest must be, relative to the right-hand side
   */
  LinearEquations(UnaryOperator<double[]> product, double tolerance) {
    this.product = product;
    this.tolerance = tolerance;
  }

  /**
   * The solution.
   *
   * @throws ConvergenceException if none is found
   */
  double[] solve(double[] right) {
    double bound = tolerance * norm(right);
    double[] solution = new double[right.length];
    double[] rest = right.clone();
    for (int restart = 0; restart < MOST_RESTARTS && norm(rest) > bound; restart++) {
      double before = norm(rest);
      improve(solution, rest, bound);
      double[] done = product.apply(solution.clone());
      for (int i = 0; i < rest.length; i++) {
        rest[i] = right[i] - done[i];
      }
      if (!(norm(rest) < before)) {
        break;
      }
    }
    if (!(norm(rest) <= bound)) {
      throw new ConvergenceException(
          ("the linear equations of the derivative have no solution to %.1e: what is left is %.1e of"
                  + " a right-hand side of %.1e; the solution may be no isolated one, or the"
                  + " tolerance too small for the precision")
              .formatted(tolerance, norm(rest), norm(right)));
    }
    return solution;
  }

  /** Adds to the solution what makes the rest smallest in the space of its first products. */
  private void improve(double[] solution, double[] rest, double bound) {
    int most = Math.min(rest.length, MOST_VECTORS);
    double[][] vectors = new double[most + 1][];
    double[][] columns = new double[most][];
    double[] cosines = new double[most];
    double[] sines = new double[most];
    double[] right = new double[most + 1];
    right[0] = norm(rest);
    vectors[0] = scaled(rest, 1 / right[0]);
    int used = 0;
    while (used < most && Math.abs(right[used]) > bound) {
      double[] next = product.apply(vectors[used].clone());
      double[] column = new double[used + 2];
      // Twice, since one pass leaves what rounding made of it.
      for (int pass = 0; pass < 2; pass++) {
        for (int i = 0; i <= used; i++) {
          double along = dot(next, vectors[i]);
          column[i] += along;
          add(next, -along, vectors[i]);
        }
      }
      double length = norm(next);
      column[used + 1] = length;
      for (int i = 0; i < used; i++) {
        rotate(column, i, cosines[i], sines[i]);
      }
      double both = Math.hypot(column[used], column[used + 1]);
      if (both == 0) {
        break;
      }
      cosines[used] = column[used] / both;
      sines[used] = column[used + 1] / both;
      rotate(column, used, cosines[used], sines[used]);
      rotate(right, used, cosines[used], sines[used]);
      columns[used] = column;
      used++;
      if (length <= 1e-300) {
        break;
      }
      vectors[used] = scaled(next, 1 / length);
    }
    double[] weights = new double[used];
    for (int i = used - 1; i >= 0; i--) {
      double sum = right[i];
      for (int j = i + 1; j < used; j++) {
        sum -= columns[j][i] * weights[j];
      }
      weights[i] = sum / columns[i][i];
    }
    for (int i = 0; i < used; i++) {
      add(solution, weights[i], vectors[i]);
    }
  }

  private static void rotate(double[] vector, int at, double cosine, double sine) {
    double first = vector[at];
    double second = vector[at + 1];
    vector[at] = cosine * first + sine * second;
    vector[at + 1] = cosine * second - sine * first;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static double norm(double[] a) {
    return Math.sqrt(dot(a, a));
  }

  private static double[] scaled(double[] a, double factor) {
    double[] result = new double[a.length];
    add(result, factor, a);
    return result;
  }

  private static void add(double[] into, double factor, double[] a) {
    for (int i = 0; i < a.length; i++) {
      into[i] += factor * a[i];
    }
  }
}
