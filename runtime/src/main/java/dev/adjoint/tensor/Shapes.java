package dev.adjoint.tensor;

import dev.adjoint.annotations.NonDifferentiable;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Arithmetic on shapes, which are arrays of sizes; a negative axis counts from the end. */
public final class Shapes {
  private Shapes() {}

  /**
   * The number of elements.
   *
   * @throws ShapeException if a size is negative or the product exceeds an array's greatest length
   */
  @NonDifferentiable
  public static int size(int... shape) {
    long size = 1;
    for (int dimension : shape) {
      if (dimension < 0) {
        throw new ShapeException("a shape has a negative size: " + Arrays.toString(shape));
      }
      size *= dimension;
      if (size > Integer.MAX_VALUE) {
        throw new ShapeException("too many elements: " + Arrays.toString(shape));
      }
    }
    return (int) size;
  }

  /**
   * Throws if a shape is not the declared one.
   *
   * @param declared as users wrote it, empty if nobody did
   * @param sizes what it is here, with -1 for any size, and -2 before for any number of axes
   */
  static void requireDeclared(String name, String declared, int[] sizes, int[] shape) {
    boolean isOpen = sizes.length > 0 && sizes[0] == -2;
    int first = isOpen ? 1 : 0;
    int leading = shape.length - (sizes.length - first);
    boolean fits = isOpen ? leading >= 0 : leading == 0;
    for (int i = first; fits && i < sizes.length; i++) {
      fits = sizes[i] == -1 || sizes[i] == shape[leading + i - first];
    }
    if (!fits) {
      throw new ShapeException(
          "%s is %s, but %s"
              .formatted(name, Arrays.toString(shape), expected(declared, sizes, first)));
    }
  }

  private static String expected(String declared, int[] sizes, int first) {
    String here =
        Arrays.stream(sizes, first, sizes.length)
            .mapToObj(size -> size == -1 ? "?" : String.valueOf(size))
            .collect(Collectors.joining(", ", first == 0 ? "[" : "[*, ", "]"));
    if (declared.isEmpty()) {
      return "must be " + here;
    }
    boolean isKnown = Arrays.stream(sizes).anyMatch(size -> size >= 0);
    return "@Shape says " + declared + (isKnown ? ", here " + here : "");
  }

  /**
   * The shape with the given axes of size 1, as a reduction that keeps axes has it.
   *
   * @throws ShapeException if there is no such axis
   */
  @NonDifferentiable
  public static int[] ones(int[] shape, int... axes) {
    int[] kept = shape.clone();
    for (int axis : axes) {
      kept[axis("ones", axis, shape)] = 1;
    }
    return kept;
  }

  /**
   * The shape without the given axes, as a reduction that drops axes has it.
   *
   * @throws ShapeException if there is no such axis
   */
  @NonDifferentiable
  public static int[] without(int[] shape, int... axes) {
    boolean[] dropped = axes("without", shape, axes);
    int[] kept = new int[shape.length];
    int rank = 0;
    for (int i = 0; i < shape.length; i++) {
      if (!dropped[i]) {
        kept[rank++] = shape[i];
      }
    }
    return Arrays.copyOf(kept, rank);
  }

  /**
   * How many elements are reduced to one over the given axes.
   *
   * @throws ShapeException if there is no such axis
   */
  @NonDifferentiable
  public static int extent(int[] shape, int... axes) {
    int extent = 1;
    for (int axis : axes) {
      extent *= shape[axis("extent", axis, shape)];
    }
    return extent;
  }

  /** The axes of a tensor of some rank, from the first to the last. */
  @NonDifferentiable
  public static int[] allAxes(int rank) {
    int[] axes = new int[rank];
    Arrays.setAll(axes, i -> i);
    return axes;
  }

  /** The order of axes that undoes {@link Tensor#permute} with the given one. */
  @NonDifferentiable
  public static int[] inversePermutation(int... axes) {
    int[] inverse = new int[axes.length];
    for (int i = 0; i < axes.length; i++) {
      inverse[Math.floorMod(axes[i], axes.length)] = i;
    }
    return inverse;
  }

  /** The shape with one more axis, which is counted in the result. */
  static int[] insert(String operation, int[] shape, int axis, int size) {
    if (axis < -shape.length - 1 || axis > shape.length) {
      throw new ShapeException(
          "%s: no place for an axis %d in %s".formatted(operation, axis, Arrays.toString(shape)));
    }
    int place = axis < 0 ? axis + shape.length + 1 : axis;
    int[] longer = new int[shape.length + 1];
    System.arraycopy(shape, 0, longer, 0, place);
    longer[place] = size;
    System.arraycopy(shape, place, longer, place + 1, shape.length - place);
    return longer;
  }

  static int axis(String operation, int axis, int[] shape) {
    if (axis < -shape.length || axis >= shape.length) {
      throw new ShapeException(
          "%s: no axis %d in %s".formatted(operation, axis, Arrays.toString(shape)));
    }
    return axis < 0 ? axis + shape.length : axis;
  }

  static boolean[] axes(String operation, int[] shape, int... axes) {
    boolean[] chosen = new boolean[shape.length];
    for (int axis : axes) {
      int index = axis(operation, axis, shape);
      if (chosen[index]) {
        throw new ShapeException(
            "%s: axis %d of %s is given twice: %s"
                .formatted(operation, index, Arrays.toString(shape), Arrays.toString(axes)));
      }
      chosen[index] = true;
    }
    return chosen;
  }

  static int[] broadcast(String operation, int[]... shapes) {
    int[] result = new int[0];
    for (int[] shape : shapes) {
      int rank = Math.max(result.length, shape.length);
      result = broadcastOrEmpty(result, shape);
      if (result.length < rank) {
        throw new ShapeException(
            operation
                + ": shapes cannot be broadcast: "
                + Arrays.stream(shapes).map(Arrays::toString).collect(Collectors.joining(" and ")));
      }
    }
    return result;
  }

  /**
   * The common shape of both operands by NumPy's rule; empty, hence too short, if there is none.
   */
  static int[] broadcastOrEmpty(int[] a, int[] b) {
    int rank = Math.max(a.length, b.length);
    int[] result = new int[rank];
    for (int i = 1; i <= rank; i++) {
      int left = i <= a.length ? a[a.length - i] : 1;
      int right = i <= b.length ? b[b.length - i] : 1;
      if (left != right && left != 1 && right != 1) {
        return new int[0];
      }
      result[rank - i] = left == 1 ? right : left;
    }
    return result;
  }

  static void requireEqual(String operation, int[] a, int[] b) {
    if (!Arrays.equals(a, b)) {
      throw new ShapeException(
          "%s: shapes differ: %s and %s"
              .formatted(operation, Arrays.toString(a), Arrays.toString(b)));
    }
  }

  static void requireRank(String operation, int rank, int[] shape) {
    if (shape.length != rank) {
      throw new ShapeException(
          "%s: rank %d expected: %s".formatted(operation, rank, Arrays.toString(shape)));
    }
  }

  /** The sizes before, at and after an axis: the shape as a block of three axes. */
  static int[] around(int[] shape, int axis) {
    return new int[] {
      size(Arrays.copyOf(shape, axis)),
      shape[axis],
      size(Arrays.copyOfRange(shape, axis + 1, shape.length))
    };
  }
}
