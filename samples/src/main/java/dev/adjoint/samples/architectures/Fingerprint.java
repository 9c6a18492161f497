package dev.adjoint.samples.architectures;

import dev.adjoint.Leaf;

/**
 * What stands for an array that is too large to be kept.
 *
 * @param norm the root of the sum of squares
 * @param product the scalar product with {@link HashedNumbers} of the array's own
 */
record Fingerprint(double norm, double product) {
  /** The arrays that numbers are multiplied by come after all that are filled with such numbers. */
  private static final int FIRST = 1 << 16;

  /**
   * @param array the number of the array
   */
  static Fingerprint of(Leaf leaf, int array) {
    double squares = 0;
    double product = 0;
    for (int i = 0; i < leaf.size(); i++) {
      double value = leaf.get(i);
      squares += value * value;
      product += value * HashedNumbers.at(FIRST + array, i);
    }
    return new Fingerprint(Math.sqrt(squares), product);
  }

  /**
   * How far apart two are.
   *
   * @param size what the difference is relative to
   */
  double differenceTo(Fingerprint expected, double size) {
    return Math.max(Math.abs(norm - expected.norm), Math.abs(product - expected.product)) / size;
  }
}
