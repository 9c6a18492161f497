package dev.adjoint.testing;

import dev.adjoint.Leaf;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Compares a gradient with differences, and remembers the worst number. */
final class Comparison {
  private final double tolerance;
  private final int most;
  private int checked;
  private int wrong;
  private @Nullable Finding worst;

  /** A number that is wrong; the excess is how many times too far off it is. */
  private record Finding(
      String where, Differences.Estimate expected, double found, double allowed, double excess) {}

  /**
   * @param tolerance how much numbers may differ, relative to the greatest of their leaf
   * @param most how many numbers of a leaf are checked one by one
   */
  Comparison(double tolerance, int most) {
    this.tolerance = tolerance;
    this.most = most;
  }

  /** Compares the gradient by one parameter. */
  void compare(Gradient.Part part, Differences differences) {
    double[] x = differences.numbersOf(part.position());
    int offset = 0;
    for (Leaf leaf : part.leaves()) {
      if (leaf.size() > 0) {
        compareOneByOne(part, leaf, x, offset, differences);
      }
      if (leaf.size() > 1) {
        compareAtOnce(part, leaf, x, offset, differences);
      }
      offset += leaf.size();
    }
  }

  private void compareOneByOne(
      Gradient.Part part, Leaf leaf, double[] x, int offset, Differences differences) {
    int[] places = places(leaf.size());
    Differences.Estimate[] expected = new Differences.Estimate[places.length];
    double greatest = 0;
    for (int i = 0; i < places.length; i++) {
      double[] direction = new double[x.length];
      direction[offset + places[i]] = 1;
      double size = Math.abs(x[offset + places[i]]);
      expected[i] = differences.along(part.position(), direction, size);
      greatest = Math.max(greatest, Math.abs(expected[i].value()));
    }
    for (int i = 0; i < places.length; i++) {
      String where = at(part.path(leaf), leaf, places[i]);
      compare(where, expected[i], leaf.get(places[i]), greatest);
    }
  }

  /** All places, or some at random. */
  private int[] places(int size) {
    if (size <= most) {
      return IntStream.range(0, size).toArray();
    }
    return new Random(2).ints(0, size).distinct().limit(most).sorted().toArray();
  }

  /** Along a direction of length 1 in which the gradient says that the value grows. */
  private void compareAtOnce(
      Gradient.Part part, Leaf leaf, double[] x, int offset, Differences differences) {
    Random random = new Random(3);
    double[] direction = new double[x.length];
    double found = 0;
    double squares = 0;
    for (int i = 0; i < leaf.size(); i++) {
      double sign = leaf.get(i) != 0 ? Math.signum(leaf.get(i)) : random.nextBoolean() ? 1 : -1;
      direction[offset + i] = sign / Math.sqrt(leaf.size());
      found += direction[offset + i] * leaf.get(i);
      squares += x[offset + i] * x[offset + i];
    }
    double size = Math.sqrt(squares / leaf.size());
    Differences.Estimate expected = differences.along(part.position(), direction, size);
    String path = part.path(leaf);
    String where = "along a direction through all of " + (path.isEmpty() ? "the array" : path);
    compare(where, expected, found, Math.abs(expected.value()));
  }

  private void compare(String where, Differences.Estimate expected, double found, double greatest) {
    checked++;
    double allowed = tolerance * greatest + expected.rounding();
    double off = Math.abs(found - expected.value());
    if (off <= allowed) {
      return; // Not so if anything is NaN or infinite.
    }
    wrong++;
    double excess = Double.isNaN(off) ? Double.POSITIVE_INFINITY : off / allowed;
    if (worst == null || excess > worst.excess()) {
      worst = new Finding(where, expected, found, allowed, excess);
    }
  }

  /**
   * Ends the comparison.
   *
   * @throws AssertionError if a number was wrong
   */
  void finish() {
    if (worst == null) {
      return;
    }
    String hint =
        worst.expected().unsettled() > worst.allowed()
            ? "; the differences do not settle there: is the point near a kink, or the step too"
                + " wide?"
            : "";
    throw new AssertionError(
        String.format(
            Locale.ROOT,
            "wrong gradient %s: expected %s by differences, found %s; they may differ by %.1e, and"
                + " differ by %.1e (the worst of %d wrong ones among %d checked)%s",
            worst.where().startsWith("along ") ? worst.where() : "at " + worst.where(),
            worst.expected().value(),
            worst.found(),
            worst.allowed(),
            Math.abs(worst.found() - worst.expected().value()),
            wrong,
            checked,
            hint));
  }

  /** A number of a leaf, such as {@code layers.2.w[3, 17]}. */
  static String at(String path, Leaf leaf, int index) {
    int[] shape = leaf.shape();
    if (shape.length == 0) {
      return path.isEmpty() ? "the parameter" : path;
    }
    int[] place = new int[shape.length];
    int rest = index;
    for (int axis = shape.length - 1; axis >= 0; axis--) {
      place[axis] = rest % shape[axis];
      rest /= shape[axis];
    }
    return path
        + Arrays.stream(place)
            .mapToObj(String::valueOf)
            .collect(Collectors.joining(", ", "[", "]"));
  }
}
