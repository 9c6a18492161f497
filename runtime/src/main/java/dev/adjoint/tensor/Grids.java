package dev.adjoint.tensor;

import dev.adjoint.annotations.NonDifferentiable;
import java.util.Arrays;

/**
 * The places along each axis that the operations of {@link Shaping} take their elements from, for
 * {@link Shaping#takeGrid} and {@link Shaping#addGrid}. All throw {@link ShapeException} if there
 * is no such axis, and {@link IndexOutOfBoundsException} if a place is outside of it.
 */
public final class Grids {
  private Grids() {}

  /** One place of an axis, and all of the others. */
  @NonDifferentiable
  public static int[][] place(int[] shape, int axis, int index) {
    int chosen = Shapes.axis("select", axis, shape);
    if (index < -shape[chosen] || index >= shape[chosen]) {
      throw outside("select", "place " + index, chosen, shape);
    }
    int[][] places = whole(shape);
    places[chosen] = new int[] {index < 0 ? index + shape[chosen] : index};
    return places;
  }

  /** So many places of an axis, and all of the others. */
  @NonDifferentiable
  public static int[][] part(int[] shape, int axis, int start, int length) {
    int chosen = Shapes.axis("narrow", axis, shape);
    int size = shape[chosen];
    int from = start < 0 ? start + size : start;
    if (from < 0 || length < 0 || from > size - length) {
      throw outside("narrow", "start %d, length %d".formatted(start, length), chosen, shape);
    }
    int[][] places = whole(shape);
    places[chosen] = count(from, length, 1);
    return places;
  }

  /** Each step-th place of a part of an axis, and all of the others. */
  @NonDifferentiable
  public static int[][] range(int[] shape, int axis, int from, int to, int step) {
    return range(shape, new int[] {axis}, new int[] {from}, new int[] {to}, new int[] {step});
  }

  /**
   * Each step-th place of parts of axes, and all of the others.
   *
   * @throws ShapeException if there is no such axis, or one is given twice
   * @throws IllegalArgumentException if a step is not positive, or there are not as many starts,
   *     ends and steps as axes
   */
  @NonDifferentiable
  public static int[][] range(int[] shape, int[] axes, int[] from, int[] to, int[] steps) {
    Shapes.axes("slice", shape, axes);
    if (from.length != axes.length || to.length != axes.length || steps.length != axes.length) {
      throw new IllegalArgumentException(
          "slice: %d starts, %d ends and %d steps for %d axes"
              .formatted(from.length, to.length, steps.length, axes.length));
    }
    int[][] places = whole(shape);
    for (int i = 0; i < axes.length; i++) {
      int axis = Shapes.axis("slice", axes[i], shape);
      int size = shape[axis];
      int first = from[i] < 0 ? from[i] + size : from[i];
      int end = to[i] < 0 ? to[i] + size : to[i];
      if (steps[i] <= 0) {
        throw new IllegalArgumentException("slice: the step is " + steps[i]);
      } else if (first < 0 || first > end || end > size) {
        throw outside("slice", "[%d, %d)".formatted(from[i], to[i]), axis, shape);
      }
      places[axis] = count(first, (end - first + steps[i] - 1) / steps[i], steps[i]);
    }
    return places;
  }

  /** All places, those of the given axes backwards. */
  @NonDifferentiable
  public static int[][] flip(int[] shape, int... axes) {
    boolean[] flipped = Shapes.axes("flip", shape, axes);
    int[][] places = whole(shape);
    for (int axis = 0; axis < shape.length; axis++) {
      if (flipped[axis]) {
        places[axis] = count(shape[axis] - 1, shape[axis], -1);
      }
    }
    return places;
  }

  /** All places, each so many before its own. */
  @NonDifferentiable
  public static int[][] roll(int[] shape, int[] shifts, int[] axes) {
    if (shifts.length != axes.length) {
      throw new ShapeException("roll: %d shifts for %d axes".formatted(shifts.length, axes.length));
    }
    long[] total = new long[shape.length];
    for (int i = 0; i < axes.length; i++) {
      total[Shapes.axis("roll", axes[i], shape)] += shifts[i];
    }
    int[][] places = whole(shape);
    for (int axis = 0; axis < shape.length; axis++) {
      for (int i = 0; i < shape[axis]; i++) {
        places[axis][i] = (int) Math.floorMod(i - total[axis], (long) shape[axis]);
      }
    }
    return places;
  }

  /** The places of longer axes, mirrored at the ends. */
  @NonDifferentiable
  public static int[][] reflect(int[] shape, int... amounts) {
    return padded("padReflect", shape, -1, amounts);
  }

  /** The places of longer axes, where the ends repeat. */
  @NonDifferentiable
  public static int[][] replicate(int[] shape, int... amounts) {
    return padded("padReplicate", shape, Integer.MAX_VALUE, amounts);
  }

  /** The places of longer axes that begin again behind their ends. */
  @NonDifferentiable
  public static int[][] circular(int[] shape, int... amounts) {
    return padded("padCircular", shape, 0, amounts);
  }

  /** The places of axes that are repeated; see {@link #leading} for which they are. */
  @NonDifferentiable
  public static int[][] repeat(int[] shape, int... counts) {
    int[] all = leading(shape, counts.length);
    int[][] places = new int[all.length][];
    for (int axis = 0; axis < all.length; axis++) {
      places[axis] = new int[Shapes.size(all[axis], counts[axis])];
      for (int i = 0; i < places[axis].length; i++) {
        places[axis][i] = i % all[axis];
      }
    }
    return places;
  }

  /**
   * The shape with axes of size 1 in front.
   *
   * @param rank how many axes there are to be
   * @throws ShapeException if the shape has more axes
   */
  @NonDifferentiable
  public static int[] leading(int[] shape, int rank) {
    int more = rank - shape.length;
    if (more < 0) {
      throw new ShapeException(
          "repeat: %d counts for the axes of %s".formatted(rank, Arrays.toString(shape)));
    }
    int[] all = new int[rank];
    Arrays.fill(all, 0, more, 1);
    System.arraycopy(shape, 0, all, more, shape.length);
    return all;
  }

  /** Each number with the other sign. */
  @NonDifferentiable
  public static int[] negated(int... numbers) {
    int[] negated = new int[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      negated[i] = -numbers[i];
    }
    return negated;
  }

  /**
   * The places of padded axes.
   *
   * @param reach by how much more than its size an axis may be padded
   */
  private static int[][] padded(String operation, int[] shape, int reach, int... amounts) {
    Padding.requirePairs(operation, shape, amounts);
    int[][] places = whole(shape);
    for (int i = 0; i < amounts.length; i += 2) {
      int axis = shape.length - 1 - i / 2;
      int size = shape[axis];
      int most = Math.max(amounts[i], amounts[i + 1]);
      int least = Math.min(amounts[i], amounts[i + 1]);
      boolean isTooLong = reach <= 0 ? most > size + reach : size == 0;
      if (least < 0 || (most > 0 && isTooLong)) {
        throw new ShapeException(
            "%s: axis %d of %s cannot be padded by %d and %d"
                .formatted(operation, axis, Arrays.toString(shape), amounts[i], amounts[i + 1]));
      }
      places[axis] = new int[Math.addExact(amounts[i], Math.addExact(size, amounts[i + 1]))];
      for (int j = 0; j < places[axis].length; j++) {
        int place = j - amounts[i];
        places[axis][j] =
            reach < 0
                ? mirrored(place, size)
                : reach == 0 ? Math.floorMod(place, size) : Math.max(0, Math.min(size - 1, place));
      }
    }
    return places;
  }

  private static int mirrored(int place, int size) {
    return place < 0 ? -place : place >= size ? 2 * (size - 1) - place : place;
  }

  private static int[][] whole(int[] shape) {
    int[][] places = new int[shape.length][];
    for (int axis = 0; axis < shape.length; axis++) {
      places[axis] = count(0, shape[axis], 1);
    }
    return places;
  }

  private static int[] count(int first, int length, int step) {
    int[] places = new int[length];
    for (int i = 0; i < length; i++) {
      places[i] = first + i * step;
    }
    return places;
  }

  private static IndexOutOfBoundsException outside(
      String operation, String what, int axis, int[] shape) {
    return new IndexOutOfBoundsException(
        "%s: %s is outside of axis %d of %s"
            .formatted(operation, what, axis, Arrays.toString(shape)));
  }
}
