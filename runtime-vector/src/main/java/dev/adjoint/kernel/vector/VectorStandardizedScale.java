package dev.adjoint.kernel.vector;

import jdk.incubator.vector.FloatVector;

/**
 * The gradients of rows that were brought to the mean 0 and the variance 1, multiplied by a weight
 * and shifted: all three while a row is near. The loops are methods of their own so that each is
 * compiled by itself.
 */
final class VectorStandardizedScale {
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
    float[] products = new float[Lanes.COUNT];
    float[] statistics = new float[3];
    int whole = Lanes.wholeVectors(0, width);
    for (int row = fromRow; row < toRow; row++) {
      int at = row * width;
      VectorStandardization.measure(
          x, at, whole, width, epsilon, isCentered, lanes, products, statistics);
      moments(x, g, weight, y, at, whole, statistics, lanes, products);
      float factor = statistics[2];
      float sum = Lanes.sum(lanes);
      float product = Lanes.sum(products);
      for (int i = whole; i < width; i++) {
        float scaled = g[at + i] * weight[i];
        float normal = (x[at + i] - statistics[0] - statistics[1]) * factor;
        sum += scaled;
        product += normal * scaled;
        y[at + i] = normal;
      }
      float shift = isCentered ? sum / width : 0;
      float slope = product / width;
      combine(g, weight, y, weightSums, biasSums, at, sumsStart, whole, factor, shift, slope);
      for (int i = whole; i < width; i++) {
        float normal = y[at + i];
        float adjoint = g[at + i];
        y[at + i] = (adjoint * weight[i] - shift - normal * slope) * factor;
        weightSums[sumsStart + i] += normal * adjoint;
        biasSums[sumsStart + i] += adjoint;
      }
    }
  }

  /**
   * The normalized row in {@code y}, the sums of the weighted adjoints, and those of the products
   * of both.
   */
  private static void moments(
      float[] x,
      float[] g,
      float[] weight,
      float[] y,
      int at,
      int whole,
      float[] statistics,
      float[] sums,
      float[] products) {
    float mean = statistics[0];
    float rest = statistics[1];
    float factor = statistics[2];
    FloatVector sum = FloatVector.zero(Lanes.FLOATS);
    FloatVector product = FloatVector.zero(Lanes.FLOATS);
    for (int j = 0; j < whole; j += Lanes.COUNT) {
      FloatVector normal =
          FloatVector.fromArray(Lanes.FLOATS, x, at + j).sub(mean).sub(rest).mul(factor);
      normal.intoArray(y, at + j);
      FloatVector scaled =
          FloatVector.fromArray(Lanes.FLOATS, g, at + j)
              .mul(FloatVector.fromArray(Lanes.FLOATS, weight, j));
      sum = sum.add(scaled);
      product = normal.fma(scaled, product);
    }
    sum.intoArray(sums, 0);
    product.intoArray(products, 0);
  }

  /**
   * The gradient by the row, from the normalized row in {@code y}, and what it adds to the sums.
   */
  private static void combine(
      float[] g,
      float[] weight,
      float[] y,
      float[] weightSums,
      float[] biasSums,
      int at,
      int sumsStart,
      int whole,
      float factor,
      float shift,
      float slope) {
    for (int j = 0; j < whole; j += Lanes.COUNT) {
      int sum = sumsStart + j;
      FloatVector normal = FloatVector.fromArray(Lanes.FLOATS, y, at + j);
      FloatVector adjoint = FloatVector.fromArray(Lanes.FLOATS, g, at + j);
      FloatVector scaled = adjoint.mul(FloatVector.fromArray(Lanes.FLOATS, weight, j));
      scaled.sub(shift).sub(normal.mul(slope)).mul(factor).intoArray(y, at + j);
      normal
          .fma(adjoint, FloatVector.fromArray(Lanes.FLOATS, weightSums, sum))
          .intoArray(weightSums, sum);
      FloatVector.fromArray(Lanes.FLOATS, biasSums, sum).add(adjoint).intoArray(biasSums, sum);
    }
  }
}
