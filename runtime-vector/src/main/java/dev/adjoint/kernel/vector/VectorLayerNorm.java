package dev.adjoint.kernel.vector;

import jdk.incubator.vector.FloatVector;

/**
 * Layer normalization: rows brought to the mean 0 and the variance 1, then multiplied by a row and
 * added to one, each while it is in the first-level cache. What is left of a row beside whole
 * vectors is gone through one by one.
 */
final class VectorLayerNorm extends VectorLoops {
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
    float[] lanes = new float[Lanes.COUNT];
    float[] more = new float[Lanes.COUNT];
    float[] statistics = new float[3];
    int whole = Lanes.wholeVectors(0, width);
    for (int row = fromRow; row < toRow; row++) {
      int at = row * width;
      VectorStandardization.measure(x, at, whole, width, epsilon, true, lanes, more, statistics);
      normalize(x, weight, bias, y, at, whole, statistics);
      for (int j = whole; j < width; j++) {
        float hat = (x[at + j] - statistics[0] - statistics[1]) * statistics[2];
        y[at + j] = hat * weight[j] + bias[j];
      }
    }
  }

  private static void normalize(
      float[] x, float[] weight, float[] bias, float[] y, int at, int whole, float[] statistics) {
    FloatVector middle = FloatVector.broadcast(Lanes.FLOATS, statistics[0]);
    FloatVector rest = FloatVector.broadcast(Lanes.FLOATS, statistics[1]);
    FloatVector factor = FloatVector.broadcast(Lanes.FLOATS, statistics[2]);
    for (int j = 0; j < whole; j += Lanes.COUNT) {
      FloatVector v = FloatVector.fromArray(Lanes.FLOATS, x, at + j);
      v = v.sub(middle).sub(rest).mul(factor).mul(FloatVector.fromArray(Lanes.FLOATS, weight, j));
      v.add(FloatVector.fromArray(Lanes.FLOATS, bias, j)).intoArray(y, at + j);
    }
  }
}
