package dev.adjoint.tensor;

import dev.adjoint.annotations.Jvp;
import dev.adjoint.annotations.NonDifferentiable;
import dev.adjoint.annotations.Primitive;
import dev.adjoint.annotations.Vjp;

/**
 * Means, variances, norms and products, for static import; the sums are methods of {@link Tensor},
 * the extrema those of {@link Extrema}.
 *
 * <p>What ends in {@code Over} goes over some axes, which the result does not have; what ends in
 * {@code Keeping} keeps them with size 1, so that the result can be broadcast against the operand;
 * what ends in neither goes over all. A negative axis counts from the end, and no axes leave every
 * element by itself.
 */
public final class Reductions {
  private Reductions() {}

  /**
   * The means over the given axes, which have size 1 in the result.
   *
   * @throws ShapeException if there is no such axis, or it is given twice
   */
  @Primitive(shape = "x -> ones(x, axes)")
  @Vjp(
      of = "x",
      is =
          "yBar.scale((float) yBar.size() / dev.adjoint.tensor.Shapes.size(x.shape())).broadcastTo(x.shape())")
  @Jvp("meanKeeping(xDot, axes)")
  public static Tensor meanKeeping(Tensor x, int... axes) {
    boolean[] chosen = Shapes.axes("meanKeeping", x.shape, axes);
    float[] sums = ReductionLoops.sum(x, chosen);
    return Tensor.wrap(sums, Shapes.ones(x.shape, axes)).scale(1f / Shapes.extent(x.shape, axes));
  }

  /**
   * The variances over the given axes, which the result does not have: the sum of the squared
   * deviations from the mean, divided by their number less the correction, which is 1 for an
   * estimate from a sample and 0 for the numbers themselves.
   *
   * @throws ShapeException if there is no such axis, or it is given twice
   */
  @Primitive(shape = "x -> without(x, axes)")
  @Vjp(
      of = "x",
      is =
          "yBar.reshape(keptShape(x, axes)).times(x.minus(meanKeeping(x, axes)).scale(2f"
              + " * share(x, correction, axes)))")
  @Jvp(
      "x.minus(meanKeeping(x, axes)).scale(2f * share(x, correction, axes)).times("
          + "xDot).sumOver(axes)")
  public static Tensor varOver(Tensor x, int correction, int... axes) {
    boolean[] chosen = Shapes.axes("varOver", x.shape, axes);
    return Tensor.wrap(Rows.of(x, chosen).variances(correction), Shapes.without(x.shape, axes));
  }

  /**
   * The variances over the given axes, which have size 1 in the result: the sum of the squared
   * deviations from the mean, divided by their number less the correction, which is 1 for an
   * estimate from a sample and 0 for the numbers themselves.
   *
   * @throws ShapeException if there is no such axis, or it is given twice
   */
  @Primitive(shape = "x -> ones(x, axes)")
  @Vjp(
      of = "x",
      is = "yBar.times(x.minus(meanKeeping(x, axes)).scale(2f * share(x, correction," + " axes)))")
  @Jvp(
      "x.minus(meanKeeping(x, axes)).scale(2f * share(x, correction, axes)).times("
          + "xDot).sumKeeping(axes)")
  public static Tensor varKeeping(Tensor x, int correction, int... axes) {
    boolean[] chosen = Shapes.axes("varKeeping", x.shape, axes);
    return Tensor.wrap(Rows.of(x, chosen).variances(correction), Shapes.ones(x.shape, axes));
  }

  /**
   * The standard deviations over the given axes, which the result does not have: the square roots
   * of {@link #varOver}. The derivative is 0 where all numbers are equal.
   *
   * @throws ShapeException if there is no such axis, or it is given twice
   */
  @Primitive(shape = "x -> without(x, axes)")
  @Vjp(
      of = "x",
      is =
          "yBar.reshape(keptShape(x, axes)).times(dev.adjoint.tensor.Choices"
              + ".quotientOrZero(x.minus(meanKeeping(x, axes)), y.reshape(keptShape(x,"
              + " axes))).scale(share(x, correction, axes)))")
  @Jvp(
      "dev.adjoint.tensor.Choices.quotientOrZero(x.minus(meanKeeping(x, axes)),"
          + " y.reshape(keptShape(x, axes))).scale(share(x, correction, axes)).times("
          + "xDot).sumOver(axes)")
  public static Tensor stdOver(Tensor x, int correction, int... axes) {
    boolean[] chosen = Shapes.axes("stdOver", x.shape, axes);
    return Tensor.wrap(Rows.of(x, chosen).deviations(correction), Shapes.without(x.shape, axes));
  }

  /**
   * The standard deviations over the given axes, which have size 1 in the result: the square roots
   * of {@link #varOver}. The derivative is 0 where all numbers are equal.
   *
   * @throws ShapeException if there is no such axis, or it is given twice
   */
  @Primitive(shape = "x -> ones(x, axes)")
  @Vjp(
      of = "x",
      is =
          "yBar.times(dev.adjoint.tensor.Choices.quotientOrZero(x.minus(meanKeeping(x,"
              + " axes)), y).scale(share(x, correction, axes)))")
  @Jvp(
      "dev.adjoint.tensor.Choices.quotientOrZero(x.minus(meanKeeping(x, axes)),"
          + " y).scale(share(x, correction, axes)).times(xDot).sumKeeping(axes)")
  public static Tensor stdKeeping(Tensor x, int correction, int... axes) {
    boolean[] chosen = Shapes.axes("stdKeeping", x.shape, axes);
    return Tensor.wrap(Rows.of(x, chosen).deviations(correction), Shapes.ones(x.shape, axes));
  }

  /**
   * log(sum(exp(x))) over the given axes, which the result does not have, the maximum subtracted
   * first.
   *
   * @throws ShapeException if there is no such axis, or it is given twice
   */
  @Primitive(shape = "x -> without(x, axes)")
  @Vjp(
      of = "x",
      is =
          "yBar.reshape(keptShape(x, axes)).times(dev.adjoint.tensor"
              + ".ReductionGradients.expShares(x, axes))")
  @Jvp("dev.adjoint.tensor.ReductionGradients.expShares(x, axes).times(xDot).sumOver(axes)")
  public static Tensor logSumExpOver(Tensor x, int... axes) {
    boolean[] chosen = Shapes.axes("logSumExpOver", x.shape, axes);
    return Tensor.wrap(Rows.of(x, chosen).logSumExps(), Shapes.without(x.shape, axes));
  }

  /**
   * log(sum(exp(x))) over the given axes, which have size 1 in the result, the maximum subtracted
   * first.
   *
   * @throws ShapeException if there is no such axis, or it is given twice
   */
  @Primitive(shape = "x -> ones(x, axes)")
  @Vjp(of = "x", is = "yBar.times(dev.adjoint.tensor.ReductionGradients.expShares(x, axes))")
  @Jvp("dev.adjoint.tensor.ReductionGradients.expShares(x, axes).times(xDot).sumKeeping(axes)")
  public static Tensor logSumExpKeeping(Tensor x, int... axes) {
    boolean[] chosen = Shapes.axes("logSumExpKeeping", x.shape, axes);
    return Tensor.wrap(Rows.of(x, chosen).logSumExps(), Shapes.ones(x.shape, axes));
  }

  /**
   * The p-norms over the given axes, which the result does not have: the sums of {@code |x|^p}, to
   * the power of 1/p; the largest {@code |x|} for infinity, and how many are not 0 for p = 0. The
   * derivative is 0 where the norm is 0.
   *
   * @throws ShapeException if there is no such axis, or it is given twice
   */
  @Primitive(shape = "x -> without(x, axes)")
  @Vjp(
      of = "x",
      is =
          "yBar.reshape(keptShape(x, axes)).times(dev.adjoint.tensor"
              + ".ReductionGradients.normSlope(x, y.reshape(keptShape(x, axes)), p))")
  @Jvp(
      "dev.adjoint.tensor.ReductionGradients.normSlope(x, y.reshape(keptShape(x,"
          + " axes)), p).times(xDot).sumOver(axes)")
  public static Tensor normOver(Tensor x, float p, int... axes) {
    boolean[] chosen = Shapes.axes("normOver", x.shape, axes);
    return Tensor.wrap(Rows.of(x, chosen).norms(p), Shapes.without(x.shape, axes));
  }

  /**
   * The p-norms over the given axes, which have size 1 in the result: the sums of {@code |x|^p}, to
   * the power of 1/p; the largest {@code |x|} for infinity, and how many are not 0 for p = 0. The
   * derivative is 0 where the norm is 0.
   *
   * @throws ShapeException if there is no such axis, or it is given twice
   */
  @Primitive(shape = "x -> ones(x, axes)")
  @Vjp(of = "x", is = "yBar.times(dev.adjoint.tensor.ReductionGradients.normSlope(x, y, p))")
  @Jvp("dev.adjoint.tensor.ReductionGradients.normSlope(x, y, p).times(xDot).sumKeeping(axes)")
  public static Tensor normKeeping(Tensor x, float p, int... axes) {
    boolean[] chosen = Shapes.axes("normKeeping", x.shape, axes);
    return Tensor.wrap(Rows.of(x, chosen).norms(p), Shapes.ones(x.shape, axes));
  }

  /**
   * The products over the given axes, which the result does not have. No derivative divides: it is
   * right where factors are 0.
   *
   * @throws ShapeException if there is no such axis, or it is given twice
   */
  @Primitive(shape = "x -> without(x, axes)")
  @Vjp(
      of = "x",
      is =
          "yBar.reshape(keptShape(x, axes)).times(dev.adjoint.tensor"
              + ".ReductionGradients.productsOfOthers(x, axes))")
  @Jvp("dev.adjoint.tensor.ReductionGradients.productsOfOthers(x, axes).times(xDot).sumOver(axes)")
  public static Tensor prodOver(Tensor x, int... axes) {
    boolean[] chosen = Shapes.axes("prodOver", x.shape, axes);
    return Tensor.wrap(Rows.of(x, chosen).products(), Shapes.without(x.shape, axes));
  }

  /**
   * The products over the given axes, which have size 1 in the result. No derivative divides: it is
   * right where factors are 0.
   *
   * @throws ShapeException if there is no such axis, or it is given twice
   */
  @Primitive(shape = "x -> ones(x, axes)")
  @Vjp(of = "x", is = "yBar.times(dev.adjoint.tensor.ReductionGradients.productsOfOthers(x, axes))")
  @Jvp(
      "dev.adjoint.tensor.ReductionGradients.productsOfOthers(x, axes).times("
          + "xDot).sumKeeping(axes)")
  public static Tensor prodKeeping(Tensor x, int... axes) {
    boolean[] chosen = Shapes.axes("prodKeeping", x.shape, axes);
    return Tensor.wrap(Rows.of(x, chosen).products(), Shapes.ones(x.shape, axes));
  }

  /** The variance of all elements; see {@link #varOver}. */
  @Primitive(shape = "x -> ()")
  @Vjp(
      of = "x",
      is =
          "x.minus(meanKeeping(x, dev.adjoint.tensor.Shapes.allAxes(x.rank()))).scale(2f"
              + " * share(x, correction, dev.adjoint.tensor.Shapes.allAxes(x.rank()))).scale("
              + "yBar)")
  @Jvp(
      "x.minus(meanKeeping(x, dev.adjoint.tensor.Shapes.allAxes(x.rank()))).scale(2f"
          + " * share(x, correction, dev.adjoint.tensor.Shapes.allAxes(x.rank()))).times("
          + "xDot).sum()")
  public static float var(Tensor x, int correction) {
    return varOver(x, correction, Shapes.allAxes(x.rank())).item();
  }

  /** The standard deviation of all elements; see {@link #stdOver}. */
  @Primitive(shape = "x -> ()")
  @Vjp(
      of = "x",
      is =
          "dev.adjoint.tensor.Choices.quotientOrZero(x.minus(meanKeeping(x,"
              + " dev.adjoint.tensor.Shapes.allAxes(x.rank()))),"
              + " dev.adjoint.tensor.Tensor.scalar(y)).scale(share(x, correction,"
              + " dev.adjoint.tensor.Shapes.allAxes(x.rank()))).scale(yBar)")
  @Jvp(
      "dev.adjoint.tensor.Choices.quotientOrZero(x.minus(meanKeeping(x,"
          + " dev.adjoint.tensor.Shapes.allAxes(x.rank()))),"
          + " dev.adjoint.tensor.Tensor.scalar(y)).scale(share(x, correction,"
          + " dev.adjoint.tensor.Shapes.allAxes(x.rank()))).times(xDot).sum()")
  public static float std(Tensor x, int correction) {
    return stdOver(x, correction, Shapes.allAxes(x.rank())).item();
  }

  /** log(sum(exp(x))) of all elements. */
  @Primitive(shape = "x -> ()")
  @Vjp(
      of = "x",
      is =
          "dev.adjoint.tensor.ReductionGradients.expShares(x,"
              + " dev.adjoint.tensor.Shapes.allAxes(x.rank())).scale(yBar)")
  @Jvp(
      "dev.adjoint.tensor.ReductionGradients.expShares(x,"
          + " dev.adjoint.tensor.Shapes.allAxes(x.rank())).times(xDot).sum()")
  public static float logSumExp(Tensor x) {
    return logSumExpOver(x, Shapes.allAxes(x.rank())).item();
  }

  /** The p-norm of all elements; see {@link #normOver}. */
  @Primitive(shape = "x -> ()")
  @Vjp(
      of = "x",
      is =
          "dev.adjoint.tensor.ReductionGradients.normSlope(x,"
              + " dev.adjoint.tensor.Tensor.scalar(y), p).scale(yBar)")
  @Jvp(
      "dev.adjoint.tensor.ReductionGradients.normSlope(x,"
          + " dev.adjoint.tensor.Tensor.scalar(y), p).times(xDot).sum()")
  public static float norm(Tensor x, float p) {
    return normOver(x, p, Shapes.allAxes(x.rank())).item();
  }

  /** The product of all elements. */
  @Primitive(shape = "x -> ()")
  @Vjp(
      of = "x",
      is =
          "dev.adjoint.tensor.ReductionGradients.productsOfOthers(x,"
              + " dev.adjoint.tensor.Shapes.allAxes(x.rank())).scale(yBar)")
  @Jvp(
      "dev.adjoint.tensor.ReductionGradients.productsOfOthers(x,"
          + " dev.adjoint.tensor.Shapes.allAxes(x.rank())).times(xDot).sum()")
  public static float prod(Tensor x) {
    return prodOver(x, Shapes.allAxes(x.rank())).item();
  }

  /** The shape that a reduction has which keeps its axes. */
  @NonDifferentiable
  public static int[] keptShape(Tensor x, int... axes) {
    return Shapes.ones(x.shape, axes);
  }

  /** What each squared deviation counts in a variance: 1 divided by the degrees of freedom. */
  @NonDifferentiable
  public static float share(Tensor x, int correction, int... axes) {
    return 1f / Math.max(0, Shapes.extent(x.shape, axes) - correction);
  }
}
