package dev.adjoint.kernel.vector;

import jdk.incubator.vector.FloatVector;

/**
 * The gradients of rows that were brought to the mean 0 and the variance 1, multiplied by a weight
 * and shifted: all three while a row is near.
 */
final class VectorStandardizedScale extends VectorLoops {
  private VectorStandardizedScale() {}

  static void gradient(
      float[] x,
      float[] g,
      float[] weight,
      float[] y,
      float[] weightSums,
      float[] biasSums,
      int sumsStart,
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
      VectorStandardization.measure(
          x, at, whole, width, epsilon, isCentered, lanes, more, statistics);
      row(
          x,
          g,
          weight,
          y,
          weightSums,
          biasSums,
          sumsStart,
          at,
          width,
          isCentered,
          lanes,
          more,
          statistics);
    }
  }

  /**
   * The gradients by one row. First the normalized row in {@code y}, with the sums of the weighted
   * adjoints and of the products of both, two of each in turns since an addition waits for the one
   * before it. Long enough for C2 to inline it nowhere.
   */
  private static void row(
      float[] x,
      float[] g,
      float[] weight,
      float[] y,
      float[] weightSums,
      float[] biasSums,
      int sumsStart,
      int at,
      int width,
      boolean isCentered,
      float[] lanes,
      float[] more,
      float[] statistics) {
    float mean = statistics[0];
    float rest = statistics[1];
    float factor = statistics[2];
    int whole = Lanes.wholeVectors(0, width);
    FloatVector sums = FloatVector.zero(Lanes.FLOATS);
    FloatVector otherSums = sums;
    FloatVector products = sums;
    FloatVector otherProducts = sums;
    for (int j = 0; j < whole; j += Lanes.COUNT) {
      FloatVector normal =
          FloatVector.fromArray(Lanes.FLOATS, x, at + j).sub(mean).sub(rest).mul(factor);
      normal.intoArray(y, at + j);
      FloatVector scaled =
          FloatVector.fromArray(Lanes.FLOATS, g, at + j)
              .mul(FloatVector.fromArray(Lanes.FLOATS, weight, j));
      FloatVector nextSums = otherSums.add(scaled);
      FloatVector nextProducts = normal.fma(scaled, otherProducts);
      otherSums = sums;
      otherProducts = products;
      sums = nextSums;
      products = nextProducts;
    }
    sums.add(otherSums).intoArray(lanes, 0);
    products.add(otherProducts).intoArray(more, 0);
    float sum = Lanes.sum(lanes);
    float product = Lanes.sum(more);
    for (int i = whole; i < width; i++) {
      float scaled = g[at + i] * weight[i];
      float normal = (x[at + i] - mean - rest) * factor;
      sum += scaled;
      product += normal * scaled;
      y[at + i] = normal;
    }
    float shift = isCentered ? sum / width : 0;
    float slope = product / width;
    for (int j = 0; j < whole; j += Lanes.COUNT) {
      int to = sumsStart + j;
      FloatVector normal = FloatVector.fromArray(Lanes.FLOATS, y, at + j);
      FloatVector adjoint = FloatVector.fromArray(Lanes.FLOATS, g, at + j);
      FloatVector scaled = adjoint.mul(FloatVector.fromArray(Lanes.FLOATS, weight, j));
      scaled.sub(shift).sub(normal.mul(slope)).mul(factor).intoArray(y, at + j);
      normal
          .fma(adjoint, FloatVector.fromArray(Lanes.FLOATS, weightSums, to))
          .intoArray(weightSums, to);
      FloatVector.fromArray(Lanes.FLOATS, biasSums, to).add(adjoint).intoArray(biasSums, to);
    }
    for (int i = whole; i < width; i++) {
      float normal = y[at + i];
      float adjoint = g[at + i];
      y[at + i] = (adjoint * weight[i] - shift - normal * slope) * factor;
      weightSums[sumsStart + i] += normal * adjoint;
      biasSums[sumsStart + i] += adjoint;
    }
  }
}
