package dev.adjoint.kernel.vector;

import jdk.incubator.vector.FloatVector;

/**
 * Products of parts of rows, in whole vectors. Parts are often a few vectors long, for which a loop
 * would take longer than what is in it: so four at a time are written out.
 */
final class VectorParts extends VectorLoops {
  private static final int FOUR = 4 * Lanes.COUNT;

  private VectorParts() {}

  /**
   * y = a b, in rows of whole vectors.
   *
   * @param width the numbers of a part, without those that fill no vector
   */
  static void products(
      int rows,
      int width,
      float[] a,
      int aStart,
      int aStride,
      float[] b,
      int bStart,
      int bStride,
      float[] y,
      int yStart,
      int yStride) {
    for (int i = 0; i < rows; i++) {
      int p = aStart + i * aStride;
      int q = bStart + i * bStride;
      int to = yStart + i * yStride;
      int end = to + width;
      for (; to <= end - FOUR; to += FOUR) {
        FloatVector first = Lanes.load(a, p).mul(Lanes.load(b, q));
        FloatVector second = Lanes.load(a, p + Lanes.COUNT).mul(Lanes.load(b, q + Lanes.COUNT));
        FloatVector third =
            Lanes.load(a, p + 2 * Lanes.COUNT).mul(Lanes.load(b, q + 2 * Lanes.COUNT));
        FloatVector fourth =
            Lanes.load(a, p + 3 * Lanes.COUNT).mul(Lanes.load(b, q + 3 * Lanes.COUNT));
        first.intoArray(y, to);
        second.intoArray(y, to + Lanes.COUNT);
        third.intoArray(y, to + 2 * Lanes.COUNT);
        fourth.intoArray(y, to + 3 * Lanes.COUNT);
        p += FOUR;
        q += FOUR;
      }
      for (; to < end; to += Lanes.COUNT) {
        Lanes.load(a, p).mul(Lanes.load(b, q)).intoArray(y, to);
        p += Lanes.COUNT;
        q += Lanes.COUNT;
      }
    }
  }

  /** y += a b, each product rounded before it is added. */
  static void addProducts(
      int rows,
      int width,
      float[] a,
      int aStart,
      int aStride,
      float[] b,
      int bStart,
      int bStride,
      float[] y,
      int yStart,
      int yStride) {
    for (int i = 0; i < rows; i++) {
      int p = aStart + i * aStride;
      int q = bStart + i * bStride;
      int to = yStart + i * yStride;
      int end = to + width;
      for (; to <= end - FOUR; to += FOUR) {
        FloatVector first = Lanes.load(a, p).mul(Lanes.load(b, q));
        FloatVector second = Lanes.load(a, p + Lanes.COUNT).mul(Lanes.load(b, q + Lanes.COUNT));
        FloatVector third =
            Lanes.load(a, p + 2 * Lanes.COUNT).mul(Lanes.load(b, q + 2 * Lanes.COUNT));
        FloatVector fourth =
            Lanes.load(a, p + 3 * Lanes.COUNT).mul(Lanes.load(b, q + 3 * Lanes.COUNT));
        first = Lanes.load(y, to).add(first);
        second = Lanes.load(y, to + Lanes.COUNT).add(second);
        third = Lanes.load(y, to + 2 * Lanes.COUNT).add(third);
        fourth = Lanes.load(y, to + 3 * Lanes.COUNT).add(fourth);
        first.intoArray(y, to);
        second.intoArray(y, to + Lanes.COUNT);
        third.intoArray(y, to + 2 * Lanes.COUNT);
        fourth.intoArray(y, to + 3 * Lanes.COUNT);
        p += FOUR;
        q += FOUR;
      }
      for (; to < end; to += Lanes.COUNT) {
        Lanes.load(y, to).add(Lanes.load(a, p).mul(Lanes.load(b, q))).intoArray(y, to);
        p += Lanes.COUNT;
        q += Lanes.COUNT;
      }
    }
  }
}
