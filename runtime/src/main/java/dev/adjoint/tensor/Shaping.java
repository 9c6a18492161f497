package dev.adjoint.tensor;

import dev.adjoint.annotations.Jvp;
import dev.adjoint.annotations.NonDifferentiable;
import dev.adjoint.annotations.Primitive;
import dev.adjoint.annotations.Vjp;

/**
 * Tensors with the same elements at other places: axes that come and go, parts, and longer axes.
 * What joins and takes apart tensors is in {@link Joining}, diagonals are in {@link Diagonals}.
 *
 * <p>A negative axis counts from the end, and so does a negative place along an axis. All throw
 * {@link ShapeException} if there is no such axis, and {@link IndexOutOfBoundsException} if a place
 * is outside of the axis.
 */
public final class Shaping {
  private Shaping() {}

  /** Without the axes of size 1; the same memory. */
  @Primitive(shape = "x -> squeeze(x)", view = true)
  @Vjp(of = "x", is = "yBar.reshape(x.shape())")
  @Jvp("xDot.reshape(y.shape())")
  public static Tensor squeeze(Tensor x) {
    int[] ones = new int[x.shape.length];
    for (int axis = 0; axis < ones.length; axis++) {
      ones[axis] = axis;
    }
    return squeeze(x, ones);
  }

  /** Without those of the given axes that have size 1; the same memory. */
  @Primitive(shape = "x -> squeeze(x, axes)", view = true)
  @Vjp(of = "x", is = "yBar.reshape(x.shape())")
  @Jvp("xDot.reshape(y.shape())")
  public static Tensor squeeze(Tensor x, int... axes) {
    boolean[] asked = Shapes.axes("squeeze", x.shape, axes);
    int[] kept = new int[x.shape.length];
    int rank = 0;
    for (int axis = 0; axis < asked.length; axis++) {
      if (!asked[axis] || x.shape[axis] != 1) {
        kept[rank++] = x.shape[axis];
      }
    }
    return x.reshape(java.util.Arrays.copyOf(kept, rank));
  }

  /** One more axis, of size 1, counted in the result; the same memory. */
  @Primitive(shape = "x -> insert(x, axis, 1)", view = true)
  @Vjp(of = "x", is = "yBar.reshape(x.shape())")
  @Jvp("unsqueeze(xDot, axis)")
  public static Tensor unsqueeze(Tensor x, int axis) {
    return x.reshape(Shapes.insert("unsqueeze", x.shape, axis, 1));
  }

  /** The axes from the first on as one; the same memory. */
  @Primitive(shape = "x -> flatten(x, first, -1)", view = true)
  @Vjp(of = "x", is = "yBar.reshape(x.shape())")
  @Jvp("flatten(xDot, first)")
  public static Tensor flatten(Tensor x, int first) {
    return flatten(x, first, -1);
  }

  /**
   * The axes from the first to the last as one; the same memory. A scalar becomes a vector.
   *
   * @throws ShapeException if the last comes before the first
   */
  @Primitive(shape = "x -> flatten(x, first, last)", view = true)
  @Vjp(of = "x", is = "yBar.reshape(x.shape())")
  @Jvp("flatten(xDot, first, last)")
  public static Tensor flatten(Tensor x, int first, int last) {
    int[] shape = x.shape.length == 0 ? new int[] {1} : x.shape;
    int from = Shapes.axis("flatten", first, shape);
    int to = Shapes.axis("flatten", last, shape);
    if (from > to) {
      throw new ShapeException(
          "flatten: axis %d comes after axis %d in %s".formatted(from, to, x.describe()));
    }
    int[] joined = new int[shape.length - (to - from)];
    System.arraycopy(shape, 0, joined, 0, from);
    joined[from] = Shapes.size(java.util.Arrays.copyOfRange(shape, from, to + 1));
    System.arraycopy(shape, to + 1, joined, from + 1, shape.length - to - 1);
    return x.reshape(joined);
  }

  /** The elements repeated to a shape, in which -1 stands for the size that the axis has. */
  @Primitive(shape = "x -> expand(x, dims)", view = true)
  @Vjp(of = "x", is = "yBar.sumTo(x.shape())")
  @Jvp("expand(xDot, dims)")
  public static Tensor expand(Tensor x, int... dims) {
    int[] shape = dims.clone();
    int more = dims.length - x.shape.length;
    for (int axis = 0; axis < shape.length; axis++) {
      shape[axis] =
          dims[axis] == -1 && axis >= more && more >= 0 ? x.shape[axis - more] : dims[axis];
    }
    return Broadcasting.broadcastTo("expand", x, shape);
  }

  /** What stands at one place of an axis, which the result does not have. */
  @Primitive(shape = "x -> without(x, axis)")
  @Vjp(
      of = "x",
      is =
          "addGrid(yBar.reshape(dev.adjoint.tensor.Shapes.ones(x.shape(), axis)),"
              + " dev.adjoint.tensor.Grids.place(x.shape(), axis, index), x.shape())")
  @Jvp("select(xDot, axis, index)")
  public static Tensor select(Tensor x, int axis, int index) {
    Tensor part = takeGrid(x, Grids.place(x.shape, axis, index));
    return part.reshape(Shapes.without(x.shape, axis));
  }

  /** The places {@code from} to {@code to}, which is not included, of an axis. */
  @Primitive(shape = "x -> slice(x, axis, from, to, 1)")
  @Vjp(
      of = "x",
      is = "addGrid(yBar, dev.adjoint.tensor.Grids.range(x.shape(), axis, from, to, 1), x.shape())")
  @Jvp("slice(xDot, axis, from, to)")
  public static Tensor slice(Tensor x, int axis, int from, int to) {
    return slice(x, axis, from, to, 1);
  }

  /**
   * Each step-th of the places {@code from} to {@code to}, which is not included, of an axis.
   * Unlike in Python a place beyond the end is refused.
   *
   * @throws IllegalArgumentException if the step is not positive
   */
  @Primitive(shape = "x -> slice(x, axis, from, to, step)")
  @Vjp(
      of = "x",
      is =
          "addGrid(yBar, dev.adjoint.tensor.Grids.range(x.shape(), axis, from, to, step),"
              + " x.shape())")
  @Jvp("slice(xDot, axis, from, to, step)")
  public static Tensor slice(Tensor x, int axis, int from, int to, int step) {
    return takeGrid(x, Grids.range(x.shape, axis, from, to, step));
  }

  /**
   * The same along several axes: for each axis where it begins and ends, and its step.
   *
   * @throws IllegalArgumentException if a step is not positive, or there are not as many starts,
   *     ends and steps as axes
   */
  @Primitive(shape = "x -> slice(x, axes, from, to, steps)")
  @Vjp(
      of = "x",
      is =
          "addGrid(yBar, dev.adjoint.tensor.Grids.range(x.shape(), axes, from, to, steps),"
              + " x.shape())")
  @Jvp("slice(xDot, axes, from, to, steps)")
  public static Tensor slice(Tensor x, int[] axes, int[] from, int[] to, int[] steps) {
    return takeGrid(x, Grids.range(x.shape, axes, from, to, steps));
  }

  /** So many places of an axis, from a start on. */
  @Primitive(shape = "x -> narrow(x, axis, start, length)")
  @Vjp(
      of = "x",
      is =
          "addGrid(yBar, dev.adjoint.tensor.Grids.part(x.shape(), axis, start, length), x.shape())")
  @Jvp("narrow(xDot, axis, start, length)")
  public static Tensor narrow(Tensor x, int axis, int start, int length) {
    return takeGrid(x, Grids.part(x.shape, axis, start, length));
  }

  /**
   * Longer axes, filled up by a number. There are two amounts for each axis, before and after, the
   * last axis first; a negative one cuts off.
   *
   * @throws ShapeException if there are too many amounts or an odd number of them, or if an axis
   *     would have a negative size
   */
  @Primitive(shape = "x -> pad(x, amounts)")
  @Vjp(of = "x", is = "pad(yBar, dev.adjoint.tensor.Grids.negated(amounts), 0f)")
  @Jvp("pad(xDot, amounts, 0f)")
  public static Tensor pad(Tensor x, int[] amounts, @NonDifferentiable float value) {
    return Padding.constant(x, amounts, value);
  }

  /**
   * Longer axes, filled up by reflection at the ends, which are not doubled. For the amounts see
   * {@link #pad}.
   *
   * @throws ShapeException if an amount is negative or not less than the size of its axis
   */
  @Primitive(shape = "x -> pad(x, amounts)")
  @Vjp(
      of = "x",
      is = "addGrid(yBar, dev.adjoint.tensor.Grids.reflect(x.shape(), amounts), x.shape())")
  @Jvp("padReflect(xDot, amounts)")
  public static Tensor padReflect(Tensor x, int... amounts) {
    return takeGrid(x, Grids.reflect(x.shape, amounts));
  }

  /**
   * Longer axes, filled up by the elements at the ends. For the amounts see {@link #pad}.
   *
   * @throws ShapeException if an amount is negative, or an axis to fill up has size 0
   */
  @Primitive(shape = "x -> pad(x, amounts)")
  @Vjp(
      of = "x",
      is = "addGrid(yBar, dev.adjoint.tensor.Grids.replicate(x.shape(), amounts), x.shape())")
  @Jvp("padReplicate(xDot, amounts)")
  public static Tensor padReplicate(Tensor x, int... amounts) {
    return takeGrid(x, Grids.replicate(x.shape, amounts));
  }

  /**
   * Longer axes, filled up from the other end. For the amounts see {@link #pad}.
   *
   * @throws ShapeException if an amount is negative or greater than the size of its axis
   */
  @Primitive(shape = "x -> pad(x, amounts)")
  @Vjp(
      of = "x",
      is = "addGrid(yBar, dev.adjoint.tensor.Grids.circular(x.shape(), amounts), x.shape())")
  @Jvp("padCircular(xDot, amounts)")
  public static Tensor padCircular(Tensor x, int... amounts) {
    return takeGrid(x, Grids.circular(x.shape, amounts));
  }

  /** The order along the given axes turned around. */
  @Primitive(shape = "x -> x")
  @Vjp(of = "x", is = "flip(yBar, axes)")
  @Jvp("flip(xDot, axes)")
  public static Tensor flip(Tensor x, int... axes) {
    return takeGrid(x, Grids.flip(x.shape, axes));
  }

  /** The elements moved along an axis, those that leave it coming in at the other end. */
  @Primitive(shape = "x -> x")
  @Vjp(of = "x", is = "roll(yBar, -shift, axis)")
  @Jvp("roll(xDot, shift, axis)")
  public static Tensor roll(Tensor x, int shift, int axis) {
    return roll(x, new int[] {shift}, new int[] {axis});
  }

  /**
   * The same along several axes, one shift for each; those of an axis that is given twice add up.
   *
   * @throws ShapeException if there are not as many shifts as axes
   */
  @Primitive(shape = "x -> x")
  @Vjp(of = "x", is = "roll(yBar, dev.adjoint.tensor.Grids.negated(shifts), axes)")
  @Jvp("roll(xDot, shifts, axes)")
  public static Tensor roll(Tensor x, int[] shifts, int[] axes) {
    return takeGrid(x, Grids.roll(x.shape, shifts, axes));
  }

  /**
   * The tensor repeated so many times along each axis, as PyTorch's {@code repeat} does. More
   * counts than axes are for new axes in front.
   *
   * @throws ShapeException if there are fewer counts than axes, or one is negative
   */
  @Primitive(shape = "x -> tile(x, counts)")
  @Vjp(
      of = "x",
      is =
          "addGrid(yBar, dev.adjoint.tensor.Grids.repeat(x.shape(), counts),"
              + " dev.adjoint.tensor.Grids.leading(x.shape(), counts.length)).reshape(x.shape())")
  @Jvp("repeat(xDot, counts)")
  public static Tensor repeat(Tensor x, int... counts) {
    int[][] grid = Grids.repeat(x.shape, counts);
    return takeGrid(x.reshape(Grids.leading(x.shape, counts.length)), grid);
  }

  /**
   * The elements at the crossings of a grid: for each axis the places to take, in any order and any
   * number.
   *
   * @throws ShapeException if there is not one array for each axis
   */
  @Primitive
  @Vjp(of = "x", is = "addGrid(yBar, places, x.shape())")
  @Jvp("takeGrid(xDot, places)")
  public static Tensor takeGrid(Tensor x, int[][] places) {
    return GridCopies.take(x, places);
  }

  /**
   * The transpose of {@link #takeGrid}: zeros of a shape, to which the elements of {@code x} are
   * added at the crossings of a grid.
   *
   * @throws ShapeException if there is not one array for each axis, as long as the axis of {@code
   *     x}
   */
  @Primitive(shape = "x -> dims(shape)")
  @Vjp(of = "x", is = "takeGrid(yBar, places)")
  @Jvp("addGrid(xDot, places, shape)")
  public static Tensor addGrid(Tensor x, int[][] places, int... shape) {
    return GridCopies.add(x, places, shape);
  }
}
