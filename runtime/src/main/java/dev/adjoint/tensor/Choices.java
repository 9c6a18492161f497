package dev.adjoint.tensor;

import dev.adjoint.Workspace;
import dev.adjoint.annotations.Jvp;
import dev.adjoint.annotations.NonDifferentiable;
import dev.adjoint.annotations.Primitive;
import dev.adjoint.annotations.Vjp;
import dev.adjoint.kernel.Binary;
import dev.adjoint.kernel.Scalar;

/**
 * What chooses between elements, bounds them, or goes from one to the other, for static import. A
 * condition is a tensor of {@link Masks}: 0 is false, anything else is true.
 */
public final class Choices {
  private Choices() {}

  /**
   * {@code a} where the condition holds, else {@code b}. What is not chosen leaves no trace,
   * neither in the result nor in a derivative, even if it is NaN.
   *
   * @throws ShapeException if the shapes cannot be broadcast
   */
  @Primitive(shape = "condition, a, b -> broadcast(condition, a, b)")
  @Vjp(of = "a", is = "selected(yBar, condition).sumTo(a.shape())")
  @Vjp(of = "b", is = "rejected(yBar, condition).sumTo(b.shape())")
  @Jvp("where(condition, aDot, bDot)")
  public static Tensor where(@NonDifferentiable Tensor condition, Tensor a, Tensor b) {
    int[] shape = Shapes.broadcast("where", condition.shape, a.shape, b.shape);
    float[] c = Broadcasting.expand(condition, shape);
    float[] ifTrue = Broadcasting.expand(a, shape);
    float[] ifFalse = Broadcasting.expand(b, shape);
    float[] y = Workspace.floats(Shapes.size(shape));
    for (int i = 0; i < y.length; i++) {
      y[i] = c[i] == 0 ? ifFalse[i] : ifTrue[i];
    }
    return Tensor.wrap(y, shape);
  }

  /**
   * {@code x} where the condition holds, else 0.
   *
   * @throws ShapeException if the shapes cannot be broadcast
   */
  @Primitive(shape = "x, condition -> broadcast(x, condition)")
  @Vjp(of = "x", is = "selected(yBar, condition).sumTo(x.shape())")
  @Jvp("selected(xDot, condition)")
  public static Tensor selected(Tensor x, @NonDifferentiable Tensor condition) {
    return Broadcasting.binary("selected", Binary.SELECT, x, condition);
  }

  /**
   * {@code x} where the condition does not hold, else 0.
   *
   * @throws ShapeException if the shapes cannot be broadcast
   */
  @Primitive(shape = "x, condition -> broadcast(x, condition)")
  @Vjp(of = "x", is = "rejected(yBar, condition).sumTo(x.shape())")
  @Jvp("rejected(xDot, condition)")
  public static Tensor rejected(Tensor x, @NonDifferentiable Tensor condition) {
    return Broadcasting.binary("rejected", Binary.REJECT, x, condition);
  }

  /**
   * {@code a / b}, and exactly 0 wherever {@code b} is 0, also in derivatives.
   *
   * @throws ShapeException if the shapes cannot be broadcast
   */
  @Primitive(shape = "a, b -> broadcast(a, b)")
  @Vjp(of = "a", is = "quotientOrZero(yBar, b).sumTo(a.shape())")
  @Vjp(of = "b", is = "quotientOrZero(yBar.times(y), b).negate().sumTo(b.shape())")
  @Jvp("quotientOrZero(aDot.minus(y.times(bDot)), b)")
  public static Tensor quotientOrZero(Tensor a, Tensor b) {
    return Broadcasting.binary("quotientOrZero", Binary.QUOTIENT_OR_ZERO, a, b);
  }

  /**
   * The elements kept between two numbers; {@code max} everywhere if it is the smaller one. The
   * derivative is 1 within, the bounds included, else 0. For one bound only, the other is infinite;
   * for bounds that are tensors there are {@link Elementwise#maximum} and {@link
   * Elementwise#minimum}.
   */
  @Primitive(shape = "x -> x")
  @Vjp(of = "x", is = "selected(yBar, dev.adjoint.tensor.Masks.within(x, min, max))")
  @Jvp("selected(xDot, dev.adjoint.tensor.Masks.within(x, min, max))")
  public static Tensor clamp(Tensor x, float min, float max) {
    return x.scalar(Scalar.AT_LEAST, min).scalar(Scalar.AT_MOST, max);
  }

  /**
   * {@code a + weight (b - a)}, from {@code a} for the weight 0 to {@code b} for 1.
   *
   * @throws ShapeException if the shapes cannot be broadcast
   */
  @Primitive(shape = "a, b -> broadcast(a, b)")
  @Vjp(of = "a", is = "yBar.scale(1f - weight).sumTo(a.shape())")
  @Vjp(of = "b", is = "yBar.scale(weight).sumTo(b.shape())")
  @Vjp(of = "weight", is = "yBar.times(b.minus(a)).sum()")
  @Jvp("lerp(aDot, bDot, weight).plus(b.minus(a).scale(weightDot))")
  public static Tensor lerp(Tensor a, Tensor b, float weight) {
    return lerp(a, b, Tensor.scalar(weight));
  }

  /**
   * {@code a + weight (b - a)}, from {@code a} for the weight 0 to {@code b} for 1.
   *
   * @throws ShapeException if the shapes cannot be broadcast
   */
  @Primitive(shape = "a, b, weight -> broadcast(a, b, weight)")
  @Vjp(of = "a", is = "yBar.times(weight.negate().shift(1f)).sumTo(a.shape())")
  @Vjp(of = "b", is = "yBar.times(weight).sumTo(b.shape())")
  @Vjp(of = "weight", is = "yBar.times(b.minus(a)).sumTo(weight.shape())")
  @Jvp("lerp(aDot, bDot, weight).plus(b.minus(a).times(weightDot))")
  public static Tensor lerp(Tensor a, Tensor b, Tensor weight) {
    int[] shape = Shapes.broadcast("lerp", a.shape, b.shape, weight.shape);
    float[] from = Broadcasting.expand(a, shape);
    float[] to = Broadcasting.expand(b, shape);
    float[] w = Broadcasting.expand(weight, shape);
    float[] y = Workspace.floats(Shapes.size(shape));
    for (int i = 0; i < y.length; i++) {
      // From the nearer end, so that both ends are met exactly.
      float way = to[i] - from[i];
      y[i] = Math.abs(w[i]) < 0.5f ? from[i] + w[i] * way : to[i] - (1 - w[i]) * way;
    }
    return Tensor.wrap(y, shape);
  }

  /**
   * The remainder of the division of each two elements, with the sign of the divisor. Its
   * derivatives are 1 and the negative of the quotient rounded down, also where it jumps.
   *
   * @throws ShapeException if the shapes cannot be broadcast
   */
  @Primitive(shape = "a, b -> broadcast(a, b)")
  @Vjp(of = "a", is = "yBar.sumTo(a.shape())")
  @Vjp(
      of = "b",
      is =
          "yBar.times(dev.adjoint.tensor.Elementwise.floor(a.dividedBy(b))).negate()"
              + ".sumTo(b.shape())")
  @Jvp("aDot.minus(bDot.times(dev.adjoint.tensor.Elementwise.floor(a.dividedBy(b))))")
  public static Tensor remainder(Tensor a, Tensor b) {
    return Broadcasting.binary("remainder", Binary.REMAINDER, a, b);
  }

  /** The remainder of the division by a number, with its sign; the derivative is 1. */
  @Primitive(shape = "x -> x")
  @Vjp(of = "x", is = "yBar")
  @Jvp("xDot")
  public static Tensor remainder(Tensor x, float divisor) {
    return x.scalar(Scalar.REMAINDER, divisor);
  }
}
