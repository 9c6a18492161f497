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
    float[] sums = new float[4 * Lanes.COUNT];
    float[] statistics = new float[3];
    int whole = Lanes.wholeVectors(0, width);
    for (int row = fromRow; row < toRow; row++) {
      int at = row * width;
      float middle = isCentered ? VectorStandardization.middle(x, at, whole, width, sums) : 0;
      moments(x, g, weight, at, whole, middle, sums);
      float distances = Lanes.sum(sums, 0);
      float squares = Lanes.sum(sums, Lanes.COUNT);
      float seeds = Lanes.sum(sums, 2 * Lanes.COUNT);
      float products = Lanes.sum(sums, 3 * Lanes.COUNT);
      for (int i = whole; i < width; i++) {
        float distance = x[at + i] - middle;
        float scaled = g[at + i] * weight[i];
        distances += distance;
        squares += distance * distance;
        seeds += scaled;
        products += distance * scaled;
      }
      VectorStandardization.finish(
          middle, distances, squares, width, epsilon, isCentered, statistics);
      // What is not centered must not read this sum, which may be infinite.
      float sum = isCentered ? seeds : 0;
      float shift = sum / width;
      float slope = (products - statistics[1] * sum) / width * statistics[2];
      row(x, g, weight, y, weightSums, biasSums, sumsStart, at, width, statistics, shift, slope);
    }
  }

  /**
   * As {@link VectorNormalization#seedMoments}, with weighted seeds: the sums of the distances, of
   * their squares, of the seeds and of their products, two of each in turns since an addition waits
   * for the one before it.
   */
  private static void moments(
      float[] x, float[] g, float[] weight, int at, int whole, float middle, float[] sums) {
    FloatVector m = FloatVector.broadcast(Lanes.FLOATS, middle);
    FloatVector sum = FloatVector.zero(Lanes.FLOATS);
    FloatVector otherSum = sum;
    FloatVector square = sum;
    FloatVector otherSquare = sum;
    FloatVector seed = sum;
    FloatVector otherSeed = sum;
    FloatVector product = sum;
    FloatVector otherProduct = sum;
    for (int j = 0; j < whole; j += Lanes.COUNT) {
      FloatVector d = FloatVector.fromArray(Lanes.FLOATS, x, at + j).sub(m);
      FloatVector w = FloatVector.fromArray(Lanes.FLOATS, weight, j);
      FloatVector scaled = FloatVector.fromArray(Lanes.FLOATS, g, at + j).mul(w);
      FloatVector nextSum = otherSum.add(d);
      FloatVector nextSquare = d.fma(d, otherSquare);
      FloatVector nextSeed = otherSeed.add(scaled);
      FloatVector nextProduct = d.fma(scaled, otherProduct);
      otherSum = sum;
      otherSquare = square;
      otherSeed = seed;
      otherProduct = product;
      sum = nextSum;
      square = nextSquare;
      seed = nextSeed;
      product = nextProduct;
    }
    sum.add(otherSum).intoArray(sums, 0);
    square.add(otherSquare).intoArray(sums, Lanes.COUNT);
    seed.add(otherSeed).intoArray(sums, 2 * Lanes.COUNT);
    product.add(otherProduct).intoArray(sums, 3 * Lanes.COUNT);
  }

  /**
   * The gradients by one row. All is read before anything is stored: a load may wait for a store
   * before it that is a multiple of 4 KiB away.
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
      float[] statistics,
      float shift,
      float slope) {
    float middle = statistics[0];
    float rest = statistics[1];
    float factor = statistics[2];
    int whole = Lanes.wholeVectors(0, width);
    for (int j = 0; j < whole; j += Lanes.COUNT) {
      int to = sumsStart + j;
      FloatVector normal =
          FloatVector.fromArray(Lanes.FLOATS, x, at + j).sub(middle).sub(rest).mul(factor);
      FloatVector adjoint = FloatVector.fromArray(Lanes.FLOATS, g, at + j);
      FloatVector scaled = adjoint.mul(FloatVector.fromArray(Lanes.FLOATS, weight, j));
      FloatVector weights =
          normal.fma(adjoint, FloatVector.fromArray(Lanes.FLOATS, weightSums, to));
      FloatVector biases = FloatVector.fromArray(Lanes.FLOATS, biasSums, to).add(adjoint);
      scaled.sub(shift).sub(normal.mul(slope)).mul(factor).intoArray(y, at + j);
      weights.intoArray(weightSums, to);
      biases.intoArray(biasSums, to);
    }
    for (int i = whole; i < width; i++) {
      float normal = (x[at + i] - middle - rest) * factor;
      float adjoint = g[at + i];
      y[at + i] = (adjoint * weight[i] - shift - normal * slope) * factor;
      weightSums[sumsStart + i] += normal * adjoint;
      biasSums[sumsStart + i] += adjoint;
    }
  }
}
