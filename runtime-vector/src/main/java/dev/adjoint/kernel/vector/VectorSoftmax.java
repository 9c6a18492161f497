package dev.adjoint.kernel.vector;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/** Softmax over the rows of a matrix, each in a buffer that is padded to whole vectors. */
final class VectorSoftmax {
  private VectorSoftmax() {}

  static void softmax(float[] x, float[] y, int fromRow, int toRow, int width) {
    float[] row = buffer(width);
    float[] lanes = new float[Lanes.COUNT];
    for (int i = fromRow; i < toRow; i++) {
      System.arraycopy(x, i * width, row, 0, width);
      float max = VectorReductions.max(row, 0, row.length);
      float sum = exponentials(row, max, lanes);
      scale(row, 1 / sum);
      System.arraycopy(row, 0, y, i * width, width);
      Arrays.fill(row, width, row.length, Float.NEGATIVE_INFINITY);
    }
  }

  static void logSoftmax(float[] x, float[] y, int fromRow, int toRow, int width) {
    float[] row = buffer(width);
    float[] lanes = new float[Lanes.COUNT];
    for (int i = fromRow; i < toRow; i++) {
      System.arraycopy(x, i * width, row, 0, width);
      float max = VectorReductions.max(row, 0, row.length);
      float logSum = (float) Math.log(exponentialSum(row, max, lanes));
      subtract(row, max, logSum);
      System.arraycopy(row, 0, y, i * width, width);
      Arrays.fill(row, width, row.length, Float.NEGATIVE_INFINITY);
    }
  }

  static void gradient(float[] s, float[] g, float[] y, int fromRow, int toRow, int width) {
    float[] values = new float[Lanes.roundUp(width)];
    float[] adjoints = new float[Lanes.roundUp(width)];
    for (int i = fromRow; i < toRow; i++) {
      System.arraycopy(s, i * width, values, 0, width);
      System.arraycopy(g, i * width, adjoints, 0, width);
      product(values, adjoints, VectorReductions.dot(values, adjoints, 0, width));
      System.arraycopy(adjoints, 0, y, i * width, width);
    }
  }

  /** Room for a row, padded with what exp makes 0. */
  private static float[] buffer(int width) {
    float[] row = new float[Lanes.roundUp(width)];
    Arrays.fill(row, Float.NEGATIVE_INFINITY);
    return row;
  }

  /** Replaces a row by the exponentials of its distances from the maximum, and sums them. */
  private static float exponentials(float[] row, float max, float[] lanes) {
    FloatVector sum = FloatVector.zero(Lanes.FLOATS);
    for (int i = 0; i < row.length; i += Lanes.COUNT) {
      FloatVector e = Exponential.of(FloatVector.fromArray(Lanes.FLOATS, row, i).sub(max));
      e.intoArray(row, i);
      sum = sum.add(e);
    }
    return Lanes.sum(sum, lanes);
  }

  private static float exponentialSum(float[] row, float max, float[] lanes) {
    FloatVector sum = FloatVector.zero(Lanes.FLOATS);
    for (int i = 0; i < row.length; i += Lanes.COUNT) {
      sum = sum.add(Exponential.of(FloatVector.fromArray(Lanes.FLOATS, row, i).sub(max)));
    }
    return Lanes.sum(sum, lanes);
  }

  private static void scale(float[] row, float factor) {
    for (int i = 0; i < row.length; i += Lanes.COUNT) {
      FloatVector.fromArray(Lanes.FLOATS, row, i).mul(factor).intoArray(row, i);
    }
  }

  /** One after the other: the sum of both would round away a small one beside a large one. */
  private static void subtract(float[] row, float max, float logSum) {
    for (int i = 0; i < row.length; i += Lanes.COUNT) {
      FloatVector.fromArray(Lanes.FLOATS, row, i).sub(max).sub(logSum).intoArray(row, i);
    }
  }

  /** g = s (g - inner). */
  private static void product(float[] s, float[] g, float inner) {
    for (int i = 0; i < s.length; i += Lanes.COUNT) {
      FloatVector values = FloatVector.fromArray(Lanes.FLOATS, s, i);
      FloatVector adjoints = FloatVector.fromArray(Lanes.FLOATS, g, i);
      values.mul(adjoints.sub(inner)).intoArray(g, i);
    }
  }
}
