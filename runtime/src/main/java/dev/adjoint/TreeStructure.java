package dev.adjoint;

import java.util.Arrays;
import java.util.List;

/** Compares what two trees are made of. */
final class TreeStructure {
  private TreeStructure() {}

  static void requireSame(List<Leaf> first, List<Leaf> second) {
    for (int i = 0; i < Math.max(first.size(), second.size()); i++) {
      if (i >= second.size()) {
        throw differ(first.get(i), "nothing");
      }
      if (i >= first.size()) {
        throw differ(second.get(i), "nothing");
      }
      Leaf left = first.get(i);
      Leaf right = second.get(i);
      if (!left.path().equals(right.path())
          || left.getClass() != right.getClass()
          || !Arrays.equals(left.shape(), right.shape())) {
        throw differ(left, right.toString());
      }
    }
  }

  private static IllegalArgumentException differ(Leaf leaf, String other) {
    return new IllegalArgumentException(
        "the trees differ at " + leaf.path() + ": " + leaf + " against " + other);
  }
}
