package dev.adjoint.kernel.vector;

import jdk.incubator.vector.FloatVector;

/**
 * Layer normalization: rows brought to the mean 0 and the variance 1, then multiplied by a row and
 * added to one, each while it is in the first-level cache. As in {@link VectorStandardization} the
 * mean is corrected by the mean of the distances from it, and what is left of a row beside whole
 * vectors is gone through one by one.
 */
final class VectorLayerNorm {
  private VectorLayerNorm() {}

  static void rows(
      float[] x,
      float[] weight,
      float[] bias,
      float[] y,
      int fromRow,
      int toRow,
      int width,
      float epsilon) {
    float[] lanes = new float[2 * Lanes.COUNT];
    float[] statistics = new float[3];
    int whole = Lanes.wholeVectors(0, width);
    for (int row = fromRow; row < toRow; row++) {
      int at = row * width;
      measure(x, at, whole, width, epsilon, lanes, statistics);
      normalize(x, weight, bias, y, at, whole, statistics);
      for (int j = whole; j < width; j++) {
        float hat = (x[at + j] - statistics[0] - statistics[1]) * statistics[2];
        y[at + j] = hat * weight[j] + bias[j];
      }
    }
  }

  /** The mean, what is to add to it, and 1 / sqrt(variance + epsilon). */
  private static void measure(
      float[] x, int at, int whole, int width, float epsilon, float[] lanes, float[] statistics) {
    sum(x, at, at + whole, lanes);
    float sum = Lanes.sum(lanes, 0);
    for (int i = at + whole; i < at + width; i++) {
      sum += x[i];
    }
    float mean = sum / width;
    VectorNormalization.moments(x, at, at + whole, mean, lanes);
    float distances = Lanes.sum(lanes, 0);
    float squares = Lanes.sum(lanes, Lanes.COUNT);
    for (int i = at + whole; i < at + width; i++) {
      float distance = x[i] - mean;
      distances += distance;
      squares += distance * distance;
    }
    float rest = distances / width;
    statistics[0] = mean;
    statistics[1] = rest;
    double variance = Math.max(0, squares / width - (double) rest * rest);
    statistics[2] = (float) (1 / Math.sqrt(variance + epsilon));
  }

  /** Two sums, since an addition waits for the one before it. */
  private static void sum(float[] x, int from, int to, float[] lanes) {
    FloatVector sum = FloatVector.zero(Lanes.FLOATS);
    FloatVector sum2 = sum;
    int i = from;
    for (; i + Lanes.COUNT < to; i += 2 * Lanes.COUNT) {
      sum = sum.add(FloatVector.fromArray(Lanes.FLOATS, x, i));
      sum2 = sum2.add(FloatVector.fromArray(Lanes.FLOATS, x, i + Lanes.COUNT));
    }
    if (i < to) {
      sum = sum.add(FloatVector.fromArray(Lanes.FLOATS, x, i));
    }
    sum.add(sum2).intoArray(lanes, 0);
  }

  private static void normalize(
      float[] x, float[] weight, float[] bias, float[] y, int at, int whole, float[] statistics) {
    FloatVector mean = FloatVector.broadcast(Lanes.FLOATS, statistics[0]);
    FloatVector rest = FloatVector.broadcast(Lanes.FLOATS, statistics[1]);
    FloatVector factor = FloatVector.broadcast(Lanes.FLOATS, statistics[2]);
    for (int j = 0; j < whole; j += Lanes.COUNT) {
      FloatVector v = FloatVector.fromArray(Lanes.FLOATS, x, at + j);
      v = v.sub(mean).sub(rest).mul(factor).mul(FloatVector.fromArray(Lanes.FLOATS, weight, j));
      v.add(FloatVector.fromArray(Lanes.FLOATS, bias, j)).intoArray(y, at + j);
    }
  }
}
