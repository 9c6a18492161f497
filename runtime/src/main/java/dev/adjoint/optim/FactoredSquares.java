package dev.adjoint.optim;

import dev.adjoint.Leaf;
import java.util.Arrays;
import java.util.List;

/**
 * The mean squares of a gradient as {@link Adafactor} has them: of a vector one for each number, of
 * matrices one for each row and each column.
 */
final class FactoredSquares {
  /** How many columns are added up at the same time, since memory is read row by row. */
  private static final int COLUMNS_AT_ONCE = 64;

  private final Leaf gradient;
  private final List<Leaf> slots;
  private final double epsilon1;
  private final int height;
  private final int width;
  private final int matrices;

  /**
   * Squares of a gradient.
   *
   * @param slots the squares of a vector, or those of rows and of columns
   */
  FactoredSquares(Leaf gradient, List<Leaf> slots, double epsilon1) {
    this.gradient = gradient;
    this.slots = slots;
    this.epsilon1 = epsilon1;
    int[] shape = gradient.shape();
    int rank = shape.length;
    width = rank == 0 ? 1 : shape[rank - 1];
    height = rank < 2 ? 1 : shape[rank - 2];
    matrices = gradient.size() / (height * width);
  }

  private boolean isFactored() {
    return slots.size() == 2;
  }

  private Leaf rows() {
    return slots.get(0);
  }

  /** The squares of columns; those of a vector are its columns'. */
  private Leaf columns() {
    return slots.get(slots.size() - 1);
  }

  /** Moves the means towards the squares of the gradient. */
  void follow(double blend) {
    for (int i = 0; isFactored() && i < matrices * height; i++) {
      double sum = 0;
      for (int j = 0; j < width; j++) {
        double g = gradient.get(i * width + j);
        sum += g * g;
      }
      follow(rows(), i, sum / width, blend);
    }
    double[] sums = new double[COLUMNS_AT_ONCE];
    for (int m = 0; m < matrices; m++) {
      for (int from = 0; from < width; from += COLUMNS_AT_ONCE) {
        followColumns(m, from, Math.min(width, from + COLUMNS_AT_ONCE), sums, blend);
      }
    }
  }

  private void followColumns(int matrix, int from, int to, double[] sums, double blend) {
    Arrays.fill(sums, 0);
    for (int i = 0; i < height; i++) {
      int start = (matrix * height + i) * width;
      for (int j = from; j < to; j++) {
        double g = gradient.get(start + j);
        sums[j - from] += g * g;
      }
    }
    for (int j = from; j < to; j++) {
      follow(columns(), matrix * width + j, sums[j - from] / height, blend);
    }
  }

  private static void follow(Leaf means, int index, double square, double blend) {
    means.set(index, means.get(index) + blend * (square - means.get(index)));
  }

  /** What the mean squares of columns are multiplied by in a row. */
  private double ofRow(int matrix, int row, double meanOfRows) {
    return isFactored() ? rows().get(matrix * height + row) / meanOfRows : 1;
  }

  private double meanOfRows(int matrix) {
    double sum = 0;
    for (int i = 0; isFactored() && i < height; i++) {
      sum += rows().get(matrix * height + i);
    }
    return Math.max(sum / height, epsilon1);
  }

  private double scaled(double g, double square) {
    return g / Math.sqrt(Math.max(square, epsilon1 * epsilon1));
  }

  /** The sum of the squares of the gradient divided by the roots of its mean squares. */
  double sumOfScaledSquares() {
    Leaf columns = columns();
    double sum = 0;
    for (int m = 0; m < matrices; m++) {
      double meanOfRows = meanOfRows(m);
      for (int i = 0; i < height; i++) {
        double ofRow = ofRow(m, i, meanOfRows);
        int start = (m * height + i) * width;
        for (int j = 0; j < width; j++) {
          double u = scaled(gradient.get(start + j), ofRow * columns.get(m * width + j));
          sum += u * u;
        }
      }
    }
    return sum;
  }

  /** Shrinks a parameter and moves it against the gradient divided by the roots. */
  void descend(Leaf parameter, double shrink, double size) {
    Leaf columns = columns();
    for (int m = 0; m < matrices; m++) {
      double meanOfRows = meanOfRows(m);
      for (int i = 0; i < height; i++) {
        double ofRow = ofRow(m, i, meanOfRows);
        int start = (m * height + i) * width;
        for (int j = 0; j < width; j++) {
          double u = scaled(gradient.get(start + j), ofRow * columns.get(m * width + j));
          parameter.set(start + j, shrink * parameter.get(start + j) - size * u);
        }
      }
    }
  }
}
