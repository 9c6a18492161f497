package dev.adjoint.optim;

import dev.adjoint.Leaf;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes, names and restores the leaves of {@link Resumable#state}, for whoever implements that. */
public final class SavedState {
  private SavedState() {}

  /** A number in memory of its own. */
  public static Leaf.Doubles scalar(String name, double value) {
    return new Leaf.Doubles(name, new int[0], new double[] {value});
  }

  /** Zeros of the type and the shape of a leaf, as {@code name.path}. */
  static Leaf zerosLike(String name, Leaf leaf) {
    return zeros(name, leaf, leaf.shape());
  }

  /** Zeros of the type of a leaf in a shape of their own, as {@code name.path}. */
  static Leaf zeros(String name, Leaf leaf, int[] shape) {
    int size = Arrays.stream(shape).reduce(1, Math::multiplyExact);
    String path = name + "." + leaf.path();
    return leaf instanceof Leaf.Floats
        ? new Leaf.Floats(path, shape, new float[size])
        : new Leaf.Doubles(path, shape, new double[size]);
  }

  /** The same leaves, which share their memory, as {@code prefix.path}. */
  public static List<Leaf> prefixed(String prefix, List<? extends Leaf> leaves) {
    List<Leaf> named = new ArrayList<>();
    for (Leaf leaf : leaves) {
      named.add(renamed(leaf, prefix + "." + leaf.path()));
    }
    return named;
  }

  /** Those of the leaves whose names start with {@code prefix.}, without it. */
  public static List<Leaf> below(String prefix, List<? extends Leaf> leaves) {
    String start = prefix + ".";
    List<Leaf> found = new ArrayList<>();
    for (Leaf leaf : leaves) {
      if (leaf.path().startsWith(start)) {
        found.add(renamed(leaf, leaf.path().substring(start.length())));
      }
    }
    return found;
  }

  private static Leaf renamed(Leaf leaf, String path) {
    return leaf instanceof Leaf.Floats floats
        ? new Leaf.Floats(path, floats.shape(), floats.values())
        : new Leaf.Doubles(path, leaf.shape(), ((Leaf.Doubles) leaf).values());
  }

  /**
   * Copies saved numbers into leaves, in whatever order they come.
   *
   * @throws IllegalArgumentException if a leaf is missing, unknown, or of another type or shape;
   *     the message names it, and nothing is changed
   */
  public static void copy(List<? extends Leaf> saved, List<? extends Leaf> into) {
    requireSame(saved, into);
    Map<String, Leaf> byName = byName(saved);
    for (Leaf leaf : into) {
      copy(byName.get(leaf.path()), leaf);
    }
  }

  /**
   * Checks that saved leaves are the expected ones, in whatever order they come.
   *
   * @throws IllegalArgumentException if a leaf is missing, unknown, or of another type or shape
   */
  public static void requireSame(List<? extends Leaf> saved, List<? extends Leaf> expected) {
    Map<String, Leaf> byName = byName(saved);
    for (Leaf leaf : expected) {
      Leaf found = byName.remove(leaf.path());
      if (found == null) {
        throw new IllegalArgumentException("the saved state has no " + leaf);
      }
      if (found.getClass() != leaf.getClass() || !Arrays.equals(found.shape(), leaf.shape())) {
        throw new IllegalArgumentException(
            "the saved state has %s, expected %s".formatted(found, leaf));
      }
    }
    if (!byName.isEmpty()) {
      throw new IllegalArgumentException(
          "nothing takes %s of the saved state".formatted(byName.values().iterator().next()));
    }
  }

  private static Map<String, Leaf> byName(List<? extends Leaf> leaves) {
    Map<String, Leaf> byName = new LinkedHashMap<>();
    for (Leaf leaf : leaves) {
      if (byName.put(leaf.path(), leaf) != null) {
        throw new IllegalArgumentException("the saved state has %s twice".formatted(leaf));
      }
    }
    return byName;
  }

  /**
   * Copies the numbers of a leaf into one of the same type and size.
   *
   * @throws IllegalArgumentException if one has floats and the other doubles
   */
  public static void copy(Leaf from, Leaf into) {
    if (from instanceof Leaf.Floats source && into instanceof Leaf.Floats target) {
      System.arraycopy(source.values(), 0, target.values(), 0, source.size());
    } else if (from instanceof Leaf.Doubles source && into instanceof Leaf.Doubles target) {
      System.arraycopy(source.values(), 0, target.values(), 0, source.size());
    } else {
      throw new IllegalArgumentException("%s is not of the type of %s".formatted(from, into));
    }
  }
}
