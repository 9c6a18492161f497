package dev.adjoint.optim;

import dev.adjoint.Leaf;
import java.util.Arrays;
import java.util.List;

/**
 * The mean squares of a gradient as {@link Adafactor} has them: of a vector one for each number, of
 * matrices one for each row and each column.
 */
class FactoredSquares {
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

  /** How many columns there are. */
  final int width() {
    return width;
  }

  /** The squares of columns; those of a vector are its columns'. */
  final Leaf columns() {
    return slots.get(slots.size() - 1);
  }

  /** Moves the means towards the squares of the gradient. */
  void follow(double blend) {
    for (int i = 0; isFactored() && i < matrices * height; i++) {
      follow(rows(), i, sumOfSquares(i * width, width) / width, blend);
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
      addSquares((matrix * height + i) * width + from, to - from, sums);
    }
    for (int j = from; j < to; j++) {
      follow(columns(), matrix * width + j, sums[j - from] / height, blend);
    }
  }

  /** The sum of the squares of so many numbers of the gradient. */
  double sumOfSquares(int start, int count) {
    double sum = 0;
    for (int i = start; i < start + count; i++) {
      sum += gradient.get(i) * gradient.get(i);
    }
    return sum;
  }

  /** Adds the square of each of so many numbers of the gradient to a sum of its own. */
  void addSquares(int start, int count, double[] sums) {
    for (int j = 0; j < count; j++) {
      double g = gradient.get(start + j);
      sums[j] += g * g;
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
  final double sumOfScaledSquares() {
    double[] sum = {0};
    eachRow((start, ofRow, column) -> sum[0] += sumOfScaledSquares(start, ofRow, column));
    return sum[0];
  }

  /** Shrinks a parameter and moves it against the gradient divided by the roots. */
  final void descend(Leaf parameter, double shrink, double size) {
    eachRow((start, ofRow, column) -> descend(parameter, shrink, size, start, ofRow, column));
  }

  /**
   * The sum over a row.
   *
   * @param start where the row begins
   * @param ofRow what mean squares of columns are multiplied by there
   * @param column the number of the first column
   */
  double sumOfScaledSquares(int start, double ofRow, int column) {
    double sum = 0;
    for (int j = 0; j < width; j++) {
      double u = scaled(gradient.get(start + j), ofRow * columns().get(column + j));
      sum += u * u;
    }
    return sum;
  }

  /** Moves a row, which is given as for the sum. */
  void descend(Leaf parameter, double shrink, double size, int start, double ofRow, int column) {
    for (int j = 0; j < width; j++) {
      double u = scaled(gradient.get(start + j), ofRow * columns().get(column + j));
      parameter.set(start + j, shrink * parameter.get(start + j) - size * u);
    }
  }

  private void eachRow(Row body) {
    for (int m = 0; m < matrices; m++) {
      double meanOfRows = meanOfRows(m);
      for (int i = 0; i < height; i++) {
        body.run((m * height + i) * width, ofRow(m, i, meanOfRows), m * width);
      }
    }
  }

  private interface Row {
    void run(int start, double ofRow, int column);
  }
}
