package dev.adjoint.kernel.vector;

import jdk.incubator.vector.FloatVector;

/**
 * Rows brought to the mean 0 and the variance 1, and the gradient of that. Rows far from 0 lose no
 * digits: the mean is corrected by the mean of the distances from it. What is left of a row beside
 * whole vectors is gone through one by one.
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

  /** The mean, what is to add to it, and 1 / sqrt(variance + epsilon). */
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
    float mean = 0;
    if (isCentered) {
      sum(x, at, whole, lanes);
      float sum = Lanes.sum(lanes);
      for (int i = at + whole; i < at + width; i++) {
        sum += x[i];
      }
      mean = sum / width;
    }
    distances(x, at, whole, mean, lanes, more);
    float distances = Lanes.sum(lanes);
    float squares = Lanes.sum(more);
    for (int i = at + whole; i < at + width; i++) {
      float distance = x[i] - mean;
      distances += distance;
      squares += distance * distance;
    }
    float rest = isCentered ? distances / width : 0;
    statistics[0] = mean;
    statistics[1] = rest;
    double variance = Math.max(0, squares / width - (double) rest * rest);
    statistics[2] = (float) (1 / Math.sqrt(variance + epsilon));
  }

  /** Two sums in turns, since an addition waits for the one before it. */
  private static void sum(float[] x, int at, int whole, float[] lanes) {
    FloatVector sum = FloatVector.zero(Lanes.FLOATS);
    FloatVector other = sum;
    for (int j = 0; j < whole; j += Lanes.COUNT) {
      FloatVector next = other.add(FloatVector.fromArray(Lanes.FLOATS, x, at + j));
      other = sum;
      sum = next;
    }
    sum.add(other).intoArray(lanes, 0);
  }

  /** The sums of the distances from a mean, and of their squares, two of each in turns. */
  private static void distances(
      float[] x, int at, int whole, float mean, float[] sums, float[] squares) {
    FloatVector sum = FloatVector.zero(Lanes.FLOATS);
    FloatVector otherSum = sum;
    FloatVector square = sum;
    FloatVector otherSquare = sum;
    for (int j = 0; j < whole; j += Lanes.COUNT) {
      FloatVector distance = FloatVector.fromArray(Lanes.FLOATS, x, at + j).sub(mean);
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
    float mean = statistics[0];
    float rest = statistics[1];
    float factor = statistics[2];
    for (int j = 0; j < whole; j += Lanes.COUNT) {
      FloatVector distance = FloatVector.fromArray(Lanes.FLOATS, x, at + j).sub(mean).sub(rest);
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
    float[] lanes = new float[Lanes.COUNT];
    float[] more = new float[Lanes.COUNT];
    float[] statistics = new float[3];
    int whole = Lanes.wholeVectors(0, width);
    for (int row = fromRow; row < toRow; row++) {
      int at = row * width;
      measure(x, at, whole, width, epsilon, isCentered, lanes, more, statistics);
      float mean = statistics[0];
      float rest = statistics[1];
      float factor = statistics[2];
      sum(g, at, whole, lanes);
      float sum = Lanes.sum(lanes);
      products(x, g, at, whole, mean, rest, lanes);
      float products = Lanes.sum(lanes);
      for (int i = at + whole; i < at + width; i++) {
        sum += g[i];
        products += (x[i] - mean - rest) * g[i];
      }
      float shift = isCentered ? sum / width : 0;
      float slope = products / width * factor * factor;
      combine(x, g, y, at, whole, statistics, shift, slope);
      for (int i = at + whole; i < at + width; i++) {
        y[i] = factor * (g[i] - shift - (x[i] - mean - rest) * slope);
      }
    }
  }

  private static void products(
      float[] x, float[] g, int at, int whole, float mean, float rest, float[] lanes) {
    FloatVector sum = FloatVector.zero(Lanes.FLOATS);
    for (int j = 0; j < whole; j += Lanes.COUNT) {
      FloatVector distance = FloatVector.fromArray(Lanes.FLOATS, x, at + j).sub(mean).sub(rest);
      sum = distance.fma(FloatVector.fromArray(Lanes.FLOATS, g, at + j), sum);
    }
    sum.intoArray(lanes, 0);
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
    float mean = statistics[0];
    float rest = statistics[1];
    float factor = statistics[2];
    for (int j = 0; j < whole; j += Lanes.COUNT) {
      FloatVector distance = FloatVector.fromArray(Lanes.FLOATS, x, at + j).sub(mean).sub(rest);
      FloatVector adjoint = FloatVector.fromArray(Lanes.FLOATS, g, at + j).sub(shift);
      adjoint.sub(distance.mul(slope)).mul(factor).intoArray(y, at + j);
    }
  }
}
