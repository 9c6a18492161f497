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

  /** What is finite gives 0 when it is multiplied by 0; four sums, since each addition waits. */
  private static boolean isFinite(float[] values) {
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    int i = 0;
    for (; i + 3 < values.length; i += 4) {
      a += values[i] * 0;
      b += values[i + 1] * 0;
      c += values[i + 2] * 0;
      d += values[i + 3] * 0;
    }
    for (; i < values.length; i++) {
      a += values[i] * 0;
    }
    return a + b + c + d == 0;
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
