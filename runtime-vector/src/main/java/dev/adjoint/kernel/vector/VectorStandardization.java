package dev.adjoint.kernel.vector;

import jdk.incubator.vector.FloatVector;

/**
 * Rows brought to the mean 0 and the variance 1, and the gradient of that. Rows far from 0 lose no
 * more than a digit: what is summed up are distances from the mean of some vectors. What is left of
 * a row beside whole vectors is gone through one by one.
 */
final class VectorStandardization extends VectorLoops {
  private VectorStandardization() {}

  static void rows(
      float[] x, float[] y, int fromRow, int toRow, int width, float epsilon, boolean isCentered) {
    float[] lanes = new float[Lanes.COUNT];
    float[] more = new float[Lanes.COUNT];
    float[] statistics = new float[3];
    int whole = Lanes.wholeVectors(0, width);
    for (int row = fromRow; row < toRow; row++) {
      int at = row * width;
      measure(x, at, whole, width, epsilon, isCentered, lanes, more, statistics);
      normalize(x, y, at, whole, statistics);
      for (int i = at + whole; i < at + width; i++) {
        y[i] = (x[i] - statistics[0] - statistics[1]) * statistics[2];
      }
    }
  }

  /** A number near the mean, what is to add to it, and 1 / sqrt(variance + epsilon). */
  static void measure(
      float[] x,
      int at,
      int whole,
      int width,
      float epsilon,
      boolean isCentered,
      float[] lanes,
      float[] more,
      float[] statistics) {
    float middle = isCentered ? middle(x, at, whole, width, lanes) : 0;
    distances(x, at, whole, middle, lanes, more);
    float distances = Lanes.sum(lanes);
    float squares = Lanes.sum(more);
    for (int i = at + whole; i < at + width; i++) {
      float distance = x[i] - middle;
      distances += distance;
      squares += distance * distance;
    }
    finish(middle, distances, squares, width, epsilon, isCentered, statistics);
  }

  /**
   * The mean of the numbers in every eighth vector of a row. The mean of a ninth of all numbers or
   * more is no further from that of all than three standard deviations, so sums of squares of
   * distances from it are at most ten times the least.
   */
  static float middle(float[] x, int at, int whole, int width, float[] lanes) {
    if (whole > 0) {
      FloatVector sum = FloatVector.zero(Lanes.FLOATS);
      int count = 0;
      for (int j = 0; j < whole; j += 8 * Lanes.COUNT) {
        sum = sum.add(FloatVector.fromArray(Lanes.FLOATS, x, at + j));
        count += Lanes.COUNT;
      }
      return Lanes.sum(sum, lanes) / count;
    }
    float sum = 0;
    for (int i = at; i < at + width; i++) {
      sum += x[i];
    }
    return sum / width;
  }

  /** The statistics, from the sums of the distances from a number and of their squares. */
  static void finish(
      float middle,
      float distances,
      float squares,
      int width,
      float epsilon,
      boolean isCentered,
      float[] statistics) {
    float rest = isCentered ? distances / width : 0;
    statistics[0] = middle;
    statistics[1] = rest;
    double variance = Math.max(0, squares / width - (double) rest * rest);
    statistics[2] = (float) (1 / Math.sqrt(variance + epsilon));
  }

  /** The sums of the distances from a number, and of their squares, two of each in turns. */
  private static void distances(
      float[] x, int at, int whole, float middle, float[] sums, float[] squares) {
    FloatVector sum = FloatVector.zero(Lanes.FLOATS);
    FloatVector otherSum = sum;
    FloatVector square = sum;
    FloatVector otherSquare = sum;
    for (int j = 0; j < whole; j += Lanes.COUNT) {
      FloatVector distance = FloatVector.fromArray(Lanes.FLOATS, x, at + j).sub(middle);
      FloatVector nextSum = otherSum.add(distance);
      FloatVector nextSquare = distance.fma(distance, otherSquare);
      otherSum = sum;
      otherSquare = square;
      sum = nextSum;
      square = nextSquare;
    }
    sum.add(otherSum).intoArray(sums, 0);
    square.add(otherSquare).intoArray(squares, 0);
  }

  private static void normalize(float[] x, float[] y, int at, int whole, float[] statistics) {
    float middle = statistics[0];
    float rest = statistics[1];
    float factor = statistics[2];
    for (int j = 0; j < whole; j += Lanes.COUNT) {
      FloatVector distance = FloatVector.fromArray(Lanes.FLOATS, x, at + j).sub(middle).sub(rest);
      distance.mul(factor).intoArray(y, at + j);
    }
  }

  static void gradient(
      float[] x,
      float[] g,
      float[] y,
      int fromRow,
      int toRow,
      int width,
      float epsilon,
      boolean isCentered) {
    float[] sums = new float[4 * Lanes.COUNT];
    float[] statistics = new float[3];
    int whole = Lanes.wholeVectors(0, width);
    for (int row = fromRow; row < toRow; row++) {
      int at = row * width;
      float middle = isCentered ? middle(x, at, whole, width, sums) : 0;
      VectorNormalization.seedMoments(x, g, at, at + whole, middle, sums);
      float distances = Lanes.sum(sums, 0);
      float squares = Lanes.sum(sums, Lanes.COUNT);
      float seeds = Lanes.sum(sums, 2 * Lanes.COUNT);
      float products = Lanes.sum(sums, 3 * Lanes.COUNT);
      for (int i = at + whole; i < at + width; i++) {
        float distance = x[i] - middle;
        distances += distance;
        squares += distance * distance;
        seeds += g[i];
        products += distance * g[i];
      }
      finish(middle, distances, squares, width, epsilon, isCentered, statistics);
      float rest = statistics[1];
      float factor = statistics[2];
      // What is not centered must not read this sum, which may be infinite.
      float sum = isCentered ? seeds : 0;
      float shift = sum / width;
      float slope = (products - rest * sum) / width * factor * factor;
      combine(x, g, y, at, whole, statistics, shift, slope);
      for (int i = at + whole; i < at + width; i++) {
        y[i] = factor * (g[i] - shift - (x[i] - middle - rest) * slope);
      }
    }
  }

  private static void combine(
      float[] x,
      float[] g,
      float[] y,
      int at,
      int whole,
      float[] statistics,
      float shift,
      float slope) {
    float middle = statistics[0];
    float rest = statistics[1];
    float factor = statistics[2];
    for (int j = 0; j < whole; j += Lanes.COUNT) {
      FloatVector distance = FloatVector.fromArray(Lanes.FLOATS, x, at + j).sub(middle).sub(rest);
      FloatVector adjoint = FloatVector.fromArray(Lanes.FLOATS, g, at + j).sub(shift);
      adjoint.sub(distance.mul(slope)).mul(factor).intoArray(y, at + j);
    }
  }
}
