package dev.adjoint.tensor;

import dev.adjoint.annotations.Jvp;
import dev.adjoint.annotations.NonDifferentiable;
import dev.adjoint.annotations.Primitive;
import dev.adjoint.annotations.Vjp;
import dev.adjoint.kernel.Unary;

/** The derivatives of {@link Reductions} and {@link Extrema}, each of the shape of the operand. */
public final class ReductionGradients {
  private ReductionGradients() {}

  /**
   * What each element contributes to the largest or smallest of its row: 1 divided by the number of
   * equals where it is one, else 0.
   *
   * @param extremum the result, with the axes kept
   */
  @NonDifferentiable
  @Primitive(shape = "x, extremum -> x")
  public static Tensor shares(Tensor x, Tensor extremum, int... axes) {
    Shapes.axes("shares", x.shape, axes);
    Tensor mask = Masks.equalTo(x, extremum);
    return mask.dividedBy(mask.sumKeeping(axes));
  }

  /**
   * The derivative of a norm by each element: {@code sign(x) (|x| / norm)^(p - 1)}, and 0 where the
   * norm is 0.
   *
   * @param norm the norm, with the axes kept
   */
  @Primitive(shape = "x, norm -> x")
  @Vjp(of = "x", is = "yBar.times(normCurvature(x, norm, p))")
  @Vjp(
      of = "norm",
      is =
          "dev.adjoint.tensor.Choices.quotientOrZero(yBar.times(y).scale(normDecay(p)), norm)"
              + ".sumTo(norm.shape())")
  @Jvp(
      "xDot.times(normCurvature(x, norm, p)).plus("
          + "dev.adjoint.tensor.Choices.quotientOrZero("
          + "y.times(normDot).scale(normDecay(p)), norm))")
  public static Tensor normSlope(Tensor x, Tensor norm, float p) {
    Tensor sign = x.unary(Unary.SIGN);
    if (p == 0) {
      return x.zerosLike();
    } else if (p == 1) {
      return sign;
    } else if (p == 2) {
      return Choices.quotientOrZero(x, norm);
    }
    Tensor sizes = Elementwise.abs(x);
    if (p == Float.POSITIVE_INFINITY) {
      Tensor mask = Masks.equalTo(sizes, norm);
      return sign.times(mask).dividedBy(mask.sumTo(norm.shape));
    }
    // Where x is 0 the slope is 0, even if a power of 0 is infinite.
    return Choices.selected(
        sign.times(Elementwise.pow(Choices.quotientOrZero(sizes, norm), p - 1)), x);
  }

  /** The derivative of {@link #normSlope} by the element alone. */
  public static Tensor normCurvature(Tensor x, Tensor norm, float p) {
    if (p == 0 || p == 1 || p == Float.POSITIVE_INFINITY) {
      return x.zerosLike();
    }
    Tensor inverse = Choices.quotientOrZero(Tensor.ones(norm.shape), norm);
    if (p == 2) {
      return inverse.broadcastTo(x.shape);
    }
    Tensor ratios = Elementwise.abs(x).times(inverse);
    return Elementwise.pow(ratios, p - 2).times(inverse).scale(p - 1);
  }

  /** The power with which {@link #normSlope} changes with the norm. */
  @NonDifferentiable
  public static float normDecay(float p) {
    return p == 0 || p == 1 || p == Float.POSITIVE_INFINITY ? 0 : 1 - p;
  }

  /** The softmax over some axes: the derivative of their {@link Reductions#logSumExpOver}. */
  @Primitive(shape = "x -> x")
  @Vjp(of = "x", is = "y.times(yBar.minus(y.times(yBar).sumKeeping(axes)))")
  @Jvp("y.times(xDot.minus(y.times(xDot).sumKeeping(axes)))")
  public static Tensor expShares(Tensor x, int... axes) {
    Rows rows = Rows.of(x, Shapes.axes("expShares", x.shape, axes));
    return rows.restored(rows.expShares());
  }

  /** For each element the product of the others over the same axes. */
  @Primitive(shape = "x -> x")
  @Vjp(of = "x", is = "productsOfOthersTangent(x, yBar, axes)")
  @Jvp("productsOfOthersTangent(x, xDot, axes)")
  public static Tensor productsOfOthers(Tensor x, int... axes) {
    Rows rows = Rows.of(x, Shapes.axes("productsOfOthers", x.shape, axes));
    return rows.restored(rows.productsOfOthers());
  }

  /** The derivative of {@link #productsOfOthers} in a direction; its Jacobian is symmetric. */
  public static Tensor productsOfOthersTangent(Tensor x, Tensor direction, int... axes) {
    boolean[] reduced = Shapes.axes("productsOfOthersTangent", x.shape, axes);
    Rows rows = Rows.of(x, reduced);
    return rows.restored(rows.productsOfOthersTangent(Rows.of(direction, reduced)));
  }
}
