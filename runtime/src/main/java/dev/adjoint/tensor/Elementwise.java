package dev.adjoint.tensor;

import dev.adjoint.annotations.Jvp;
import dev.adjoint.annotations.NonDifferentiable;
import dev.adjoint.annotations.Primitive;
import dev.adjoint.annotations.Vjp;
import dev.adjoint.kernel.Binary;
import dev.adjoint.kernel.Scalar;
import dev.adjoint.kernel.Unary;

/** Elementwise functions, for static import beside those of {@link Math}. */
public final class Elementwise {
  private Elementwise() {}

  /** The exponential function. */
  @Primitive(shape = "x -> x")
  @Vjp(of = "x", is = "yBar.times(y)")
  @Jvp("xDot.times(y)")
  public static Tensor exp(Tensor x) {
    return x.unary(Unary.EXP);
  }

  /** The natural logarithm. */
  @Primitive(shape = "x -> x")
  @Vjp(of = "x", is = "yBar.dividedBy(x)")
  @Jvp("xDot.dividedBy(x)")
  public static Tensor log(Tensor x) {
    return x.unary(Unary.LOG);
  }

  /** The square root, whose derivative at 0 is infinite. */
  @Primitive(shape = "x -> x")
  @Vjp(of = "x", is = "yBar.dividedBy(y.scale(2f))")
  @Jvp("xDot.dividedBy(y.scale(2f))")
  public static Tensor sqrt(Tensor x) {
    return x.unary(Unary.SQRT);
  }

  /** The square. */
  @Primitive(shape = "x -> x")
  @Vjp(of = "x", is = "yBar.times(x).scale(2f)")
  @Jvp("xDot.times(x).scale(2f)")
  public static Tensor square(Tensor x) {
    return x.unary(Unary.SQUARE);
  }

  /** The absolute value; the derivative at 0 is 0. */
  @Primitive(shape = "x -> x")
  @Vjp(of = "x", is = "yBar.times(sign(x))")
  @Jvp("xDot.times(sign(x))")
  public static Tensor abs(Tensor x) {
    return x.unary(Unary.ABS);
  }

  /** The sine of angles in radians. */
  @Primitive(shape = "x -> x")
  @Vjp(of = "x", is = "yBar.times(cos(x))")
  @Jvp("xDot.times(cos(x))")
  public static Tensor sin(Tensor x) {
    return x.unary(Unary.SIN);
  }

  /** The cosine of angles in radians. */
  @Primitive(shape = "x -> x")
  @Vjp(of = "x", is = "yBar.times(sin(x)).negate()")
  @Jvp("xDot.times(sin(x)).negate()")
  public static Tensor cos(Tensor x) {
    return x.unary(Unary.COS);
  }

  /** 1, 0 or -1 by sign; NaN stays. */
  @NonDifferentiable
  public static Tensor sign(Tensor x) {
    return x.unary(Unary.SIGN);
  }

  /** A power, as {@link Math#pow} defines it. There is no derivative by the exponent. */
  @Primitive(shape = "x -> x")
  @Vjp(of = "x", is = "yBar.times(powSlope(x, exponent))")
  @Jvp("xDot.times(powSlope(x, exponent))")
  public static Tensor pow(Tensor x, float exponent) {
    return x.scalar(Scalar.POW, exponent);
  }

  /** The derivative of {@link #pow}; it is 0 for the exponent 0, even at 0. */
  @Primitive(shape = "x -> x")
  @Vjp(of = "x", is = "yBar.times(powSlope(x, exponent - 1f)).scale(exponent)")
  @Jvp("xDot.times(powSlope(x, exponent - 1f)).scale(exponent)")
  public static Tensor powSlope(Tensor x, float exponent) {
    return exponent == 0 ? x.zerosLike() : pow(x, exponent - 1).scale(exponent);
  }

  /**
   * The larger of each two elements; at ties each operand has half of the derivative.
   *
   * @throws ShapeException if the shapes cannot be broadcast
   */
  @Primitive(shape = "a, b -> broadcast(a, b)")
  @Vjp(of = "a", is = "masked(yBar, maximumShare(a, b)).sumTo(a.shape())")
  @Vjp(of = "b", is = "masked(yBar, maximumShare(b, a)).sumTo(b.shape())")
  @Jvp("masked(aDot, maximumShare(a, b)).plus(masked(bDot, maximumShare(b, a)))")
  public static Tensor maximum(Tensor a, Tensor b) {
    return Broadcasting.binary("maximum", Binary.MAXIMUM, a, b);
  }

  /**
   * The smaller of each two elements; at ties each operand has half of the derivative.
   *
   * @throws ShapeException if the shapes cannot be broadcast
   */
  @Primitive(shape = "a, b -> broadcast(a, b)")
  @Vjp(of = "a", is = "masked(yBar, maximumShare(b, a)).sumTo(a.shape())")
  @Vjp(of = "b", is = "masked(yBar, maximumShare(a, b)).sumTo(b.shape())")
  @Jvp("masked(aDot, maximumShare(b, a)).plus(masked(bDot, maximumShare(a, b)))")
  public static Tensor minimum(Tensor a, Tensor b) {
    return Broadcasting.binary("minimum", Binary.MINIMUM, a, b);
  }

  /**
   * The product, and exactly 0 wherever the mask is 0, even where {@code x} is infinite or NaN.
   *
   * @throws ShapeException if the shapes cannot be broadcast
   */
  @Primitive(shape = "x, mask -> broadcast(x, mask)")
  @Vjp(of = "x", is = "masked(yBar, mask).sumTo(x.shape())")
  @Jvp("masked(xDot, mask)")
  public static Tensor masked(Tensor x, @NonDifferentiable Tensor mask) {
    return Broadcasting.binary("masked", Binary.MASK, x, mask);
  }

  /**
   * What {@code a} contributes to the elementwise maximum of both: 0 where it is smaller, 1/2 at
   * ties, else 1.
   *
   * @throws ShapeException if the shapes cannot be broadcast
   */
  @NonDifferentiable
  public static Tensor maximumShare(Tensor a, Tensor b) {
    return Broadcasting.binary("maximumShare", Binary.MAXIMUM_SHARE, a, b);
  }
}
