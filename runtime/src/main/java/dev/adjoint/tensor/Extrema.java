package dev.adjoint.tensor;

import dev.adjoint.annotations.Jvp;
import dev.adjoint.annotations.NonDifferentiable;
import dev.adjoint.annotations.Primitive;
import dev.adjoint.annotations.Vjp;

/**
 * Largest and smallest elements, for static import. Where several are the largest, {@code amaxOver}
 * and what goes over several axes or all shares the derivative among them evenly; {@code minOver},
 * like {@link Tensor#maxOver}, gives it to the first.
 */
public final class Extrema {
  private Extrema() {}

  /**
   * The largest elements over the given axes, which the result does not have; NaN if one is.
   *
   * @throws ShapeException if there is no such axis, or it is given twice, or nothing along it
   */
  @Primitive(shape = "x -> without(x, axes)")
  @Vjp(
      of = "x",
      is =
          "yBar.reshape(dev.adjoint.tensor.Reductions.keptShape(x, axes)).times("
              + "dev.adjoint.tensor.ReductionGradients.shares(x, y.reshape("
              + "dev.adjoint.tensor.Reductions.keptShape(x, axes)), axes))")
  @Jvp(
      "dev.adjoint.tensor.ReductionGradients.shares(x, y.reshape("
          + "dev.adjoint.tensor.Reductions.keptShape(x, axes)), axes).times(xDot).sumOver("
          + "axes)")
  public static Tensor amaxOver(Tensor x, int... axes) {
    boolean[] chosen = Shapes.axes("amaxOver", x.shape, axes);
    return Tensor.wrap(Rows.of(x, chosen).extrema("amaxOver", 1), Shapes.without(x.shape, axes));
  }

  /**
   * The largest elements over the given axes, which have size 1 in the result; NaN if one is.
   *
   * @throws ShapeException if there is no such axis, or it is given twice, or nothing along it
   */
  @Primitive(shape = "x -> ones(x, axes)")
  @Vjp(of = "x", is = "yBar.times(dev.adjoint.tensor.ReductionGradients.shares(x, y, axes))")
  @Jvp("dev.adjoint.tensor.ReductionGradients.shares(x, y, axes).times(xDot).sumKeeping(axes)")
  public static Tensor amaxKeeping(Tensor x, int... axes) {
    boolean[] chosen = Shapes.axes("amaxKeeping", x.shape, axes);
    return Tensor.wrap(Rows.of(x, chosen).extrema("amaxKeeping", 1), Shapes.ones(x.shape, axes));
  }

  /**
   * The smallest elements over the given axes, which the result does not have; NaN if one is.
   *
   * @throws ShapeException if there is no such axis, or it is given twice, or nothing along it
   */
  @Primitive(shape = "x -> without(x, axes)")
  @Vjp(
      of = "x",
      is =
          "yBar.reshape(dev.adjoint.tensor.Reductions.keptShape(x, axes)).times("
              + "dev.adjoint.tensor.ReductionGradients.shares(x, y.reshape("
              + "dev.adjoint.tensor.Reductions.keptShape(x, axes)), axes))")
  @Jvp(
      "dev.adjoint.tensor.ReductionGradients.shares(x, y.reshape("
          + "dev.adjoint.tensor.Reductions.keptShape(x, axes)), axes).times(xDot).sumOver("
          + "axes)")
  public static Tensor aminOver(Tensor x, int... axes) {
    boolean[] chosen = Shapes.axes("aminOver", x.shape, axes);
    return Tensor.wrap(Rows.of(x, chosen).extrema("aminOver", -1), Shapes.without(x.shape, axes));
  }

  /**
   * The smallest elements over the given axes, which have size 1 in the result; NaN if one is.
   *
   * @throws ShapeException if there is no such axis, or it is given twice, or nothing along it
   */
  @Primitive(shape = "x -> ones(x, axes)")
  @Vjp(of = "x", is = "yBar.times(dev.adjoint.tensor.ReductionGradients.shares(x, y, axes))")
  @Jvp("dev.adjoint.tensor.ReductionGradients.shares(x, y, axes).times(xDot).sumKeeping(axes)")
  public static Tensor aminKeeping(Tensor x, int... axes) {
    boolean[] chosen = Shapes.axes("aminKeeping", x.shape, axes);
    return Tensor.wrap(Rows.of(x, chosen).extrema("aminKeeping", -1), Shapes.ones(x.shape, axes));
  }

  /** The largest of all elements; NaN if one is. */
  @Primitive(shape = "x -> ()")
  @Vjp(
      of = "x",
      is =
          "dev.adjoint.tensor.ReductionGradients.shares(x,"
              + " dev.adjoint.tensor.Tensor.scalar(y), dev.adjoint.tensor.Shapes.allAxes("
              + "x.rank())).scale(yBar)")
  @Jvp(
      "dev.adjoint.tensor.ReductionGradients.shares(x,"
          + " dev.adjoint.tensor.Tensor.scalar(y), dev.adjoint.tensor.Shapes.allAxes("
          + "x.rank())).times(xDot).sum()")
  public static float max(Tensor x) {
    boolean[] all = Shapes.axes("max", x.shape, Shapes.allAxes(x.rank()));
    return Rows.of(x, all).extrema("max", 1)[0];
  }

  /** The smallest of all elements; NaN if one is. */
  @Primitive(shape = "x -> ()")
  @Vjp(
      of = "x",
      is =
          "dev.adjoint.tensor.ReductionGradients.shares(x,"
              + " dev.adjoint.tensor.Tensor.scalar(y), dev.adjoint.tensor.Shapes.allAxes("
              + "x.rank())).scale(yBar)")
  @Jvp(
      "dev.adjoint.tensor.ReductionGradients.shares(x,"
          + " dev.adjoint.tensor.Tensor.scalar(y), dev.adjoint.tensor.Shapes.allAxes("
          + "x.rank())).times(xDot).sum()")
  public static float min(Tensor x) {
    boolean[] all = Shapes.axes("min", x.shape, Shapes.allAxes(x.rank()));
    return Rows.of(x, all).extrema("min", -1)[0];
  }

  /**
   * The smallest elements along an axis; the derivative goes to the first of equal ones.
   *
   * @throws ShapeException if there is no such axis, or nothing along it
   */
  @Primitive(shape = "x -> without(x, axis)")
  @Vjp(
      of = "x",
      is =
          "dev.adjoint.tensor.Indexing.putAlong("
              + "yBar, axis, argminOver(x, axis), x.dimension(axis))")
  @Jvp("dev.adjoint.tensor.Indexing.takeAlong(xDot, axis, argminOver(x, axis))")
  public static Tensor minOver(Tensor x, int axis) {
    int[] index = ReductionLoops.argmax("minOver", x, axis, -1);
    return Indexing.takeAlong(x, axis, index);
  }

  /**
   * The numbers of the first smallest elements along an axis, in row-major order of the other axes;
   * a NaN counts as the smallest.
   *
   * @throws ShapeException if there is no such axis, or nothing along it
   */
  @NonDifferentiable
  @Primitive
  public static int[] argminOver(Tensor x, int axis) {
    return ReductionLoops.argmax("argminOver", x, axis, -1);
  }

  /**
   * The number of the first largest element, in row-major order; a NaN counts as the largest.
   *
   * @throws ShapeException if there is none
   */
  @NonDifferentiable
  @Primitive
  public static int argmax(Tensor x) {
    return ReductionLoops.argmax("argmax", x.reshape(x.size()), 0, 1)[0];
  }

  /**
   * The number of the first smallest element, in row-major order; a NaN counts as the smallest.
   *
   * @throws ShapeException if there is none
   */
  @NonDifferentiable
  @Primitive
  public static int argmin(Tensor x) {
    return ReductionLoops.argmax("argmin", x.reshape(x.size()), 0, -1)[0];
  }
}
