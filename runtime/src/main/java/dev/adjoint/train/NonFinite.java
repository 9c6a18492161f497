package dev.adjoint.train;

import dev.adjoint.Leaf;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A number that is NaN or infinite.
 *
 * @param path the leaf that it is in
 * @param index where it is in the leaf
 * @param value the number
 */
record NonFinite(String path, List<Integer> index, double value) {
  private static final int MAGNITUDE = 0x7fffffff;
  private static final int ULP_OF_EXPONENT = 0x00800000;

  /** The first one of some leaves, in their order. */
  static Optional<NonFinite> first(List<Leaf> leaves) {
    for (Leaf leaf : leaves) {
      if (!isFinite(leaf)) {
        return Optional.of(in(leaf));
      }
    }
    return Optional.empty();
  }

  private static boolean isFinite(Leaf leaf) {
    return leaf instanceof Leaf.Floats floats
        ? isFinite(floats.values())
        : isFinite(((Leaf.Doubles) leaf).values());
  }

  /**
   * Adding one to an exponent of ones makes the sign bit, and no other exponent does: a loop
   * without branches and without waiting, which takes a fraction of what an update does.
   */
  private static boolean isFinite(float[] values) {
    int signs = 0;
    for (float value : values) {
      signs |= (Float.floatToRawIntBits(value) & MAGNITUDE) + ULP_OF_EXPONENT;
    }
    return signs >= 0;
  }

  private static boolean isFinite(double[] values) {
    for (double value : values) {
      if (!Double.isFinite(value)) {
        return false;
      }
    }
    return true;
  }

  private static NonFinite in(Leaf leaf) {
    int position = 0;
    while (Double.isFinite(leaf.get(position))) {
      position++;
    }
    return new NonFinite(leaf.path(), index(leaf.shape(), position), leaf.get(position));
  }

  private static List<Integer> index(int[] shape, int position) {
    List<Integer> index = new ArrayList<>();
    int rest = position;
    for (int axis = shape.length - 1; axis >= 0; axis--) {
      index.add(0, rest % shape[axis]);
      rest /= shape[axis];
    }
    return List.copyOf(index);
  }

  @Override
  public String toString() {
    return path + (index.isEmpty() ? "" : index) + " is " + value;
  }
}
