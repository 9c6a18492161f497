package dev.adjoint.kernel.vector;

import jdk.incubator.vector.FloatVector;

/** The loops of batch normalization, over ranges of whole vectors. */
final class VectorNormalization extends VectorLoops {
  /** How many elements lanes add up before their sums go on in {@code double}. */
  static final int BLOCK = 2048;

  private VectorNormalization() {}

  /** Sets the first vector of sums to the sums of (x - middle), and the second to its square's. */
  static void moments(float[] x, int from, int to, float middle, float[] sums) {
    FloatVector m = FloatVector.broadcast(Lanes.FLOATS, middle);
    FloatVector sum = FloatVector.zero(Lanes.FLOATS);
    FloatVector sum2 = sum;
    FloatVector square = sum;
    FloatVector square2 = sum;
    int i = from;
    for (; i + Lanes.COUNT < to; i += 2 * Lanes.COUNT) {
      FloatVector d = FloatVector.fromArray(Lanes.FLOATS, x, i).sub(m);
      FloatVector e = FloatVector.fromArray(Lanes.FLOATS, x, i + Lanes.COUNT).sub(m);
      sum = sum.add(d);
      sum2 = sum2.add(e);
      square = d.fma(d, square);
      square2 = e.fma(e, square2);
    }
    if (i < to) {
      FloatVector d = FloatVector.fromArray(Lanes.FLOATS, x, i).sub(m);
      sum = sum.add(d);
      square = d.fma(d, square);
    }
    sum.add(sum2).intoArray(sums, 0);
    square.add(square2).intoArray(sums, Lanes.COUNT);
  }

  /**
   * As {@link #moments}; the third vector of sums is that of seed, the fourth of seed (x - middle).
   */
  static void seedMoments(float[] x, float[] seed, int from, int to, float middle, float[] sums) {
    FloatVector m = FloatVector.broadcast(Lanes.FLOATS, middle);
    FloatVector sum = FloatVector.zero(Lanes.FLOATS);
    FloatVector square = sum;
    FloatVector seeds = sum;
    FloatVector products = sum;
    FloatVector sum2 = sum;
    FloatVector square2 = sum;
    FloatVector seeds2 = sum;
    FloatVector products2 = sum;
    int i = from;
    for (; i + Lanes.COUNT < to; i += 2 * Lanes.COUNT) {
      FloatVector d = FloatVector.fromArray(Lanes.FLOATS, x, i).sub(m);
      FloatVector e = FloatVector.fromArray(Lanes.FLOATS, x, i + Lanes.COUNT).sub(m);
      FloatVector s = FloatVector.fromArray(Lanes.FLOATS, seed, i);
      FloatVector t = FloatVector.fromArray(Lanes.FLOATS, seed, i + Lanes.COUNT);
      sum = sum.add(d);
      sum2 = sum2.add(e);
      square = d.fma(d, square);
      square2 = e.fma(e, square2);
      seeds = seeds.add(s);
      seeds2 = seeds2.add(t);
      products = d.fma(s, products);
      products2 = e.fma(t, products2);
    }
    if (i < to) {
      FloatVector d = FloatVector.fromArray(Lanes.FLOATS, x, i).sub(m);
      FloatVector s = FloatVector.fromArray(Lanes.FLOATS, seed, i);
      sum = sum.add(d);
      square = d.fma(d, square);
      seeds = seeds.add(s);
      products = d.fma(s, products);
    }
    sum.add(sum2).intoArray(sums, 0);
    square.add(square2).intoArray(sums, Lanes.COUNT);
    seeds.add(seeds2).intoArray(sums, 2 * Lanes.COUNT);
    products.add(products2).intoArray(sums, 3 * Lanes.COUNT);
  }

  static void normalize(
      float[] x, float[] y, int from, int to, float middle, float factor, float shift) {
    FloatVector m = FloatVector.broadcast(Lanes.FLOATS, middle);
    FloatVector f = FloatVector.broadcast(Lanes.FLOATS, factor);
    FloatVector s = FloatVector.broadcast(Lanes.FLOATS, shift);
    for (int i = from; i < to; i += Lanes.COUNT) {
      FloatVector d = FloatVector.fromArray(Lanes.FLOATS, x, i).sub(m);
      d.mul(f).add(s).intoArray(y, i);
    }
  }

  static void gradient(
      float[] x,
      float[] seed,
      float[] y,
      int from,
      int to,
      float middle,
      float scale,
      float factor,
      float shift) {
    FloatVector m = FloatVector.broadcast(Lanes.FLOATS, middle);
    FloatVector a = FloatVector.broadcast(Lanes.FLOATS, scale);
    FloatVector f = FloatVector.broadcast(Lanes.FLOATS, factor);
    FloatVector s = FloatVector.broadcast(Lanes.FLOATS, shift);
    for (int i = from; i < to; i += Lanes.COUNT) {
      FloatVector d = FloatVector.fromArray(Lanes.FLOATS, x, i).sub(m).mul(f).add(s);
      FloatVector.fromArray(Lanes.FLOATS, seed, i).mul(a).add(d).intoArray(y, i);
    }
  }
}
