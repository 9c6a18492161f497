package dev.adjoint.tensor;

import dev.adjoint.annotations.Jvp;
import dev.adjoint.annotations.NonDifferentiable;
import dev.adjoint.annotations.Primitive;
import dev.adjoint.annotations.Vjp;
import dev.adjoint.kernel.Binary;
import dev.adjoint.kernel.Scalar;
import dev.adjoint.kernel.Unary;

/**
 * Elementwise functions of tensors, for static import beside those of {@link Math}. What compares
 * and chooses is in {@link Choices}.
 */
public final class Elementwise {
  private Elementwise() {}

  /** The exponential function. */
  @Primitive(shape = "x -> x")
  @Vjp(of = "x", is = "yBar.times(y)")
  @Jvp("xDot.times(y)")
  public static Tensor exp(Tensor x) {
    return x.unary(Unary.EXP);
  }

  /** exp(x) - 1, without cancellation near 0. */
  @Primitive(shape = "x -> x")
  @Vjp(of = "x", is = "yBar.times(exp(x))")
  @Jvp("xDot.times(exp(x))")
  public static Tensor expm1(Tensor x) {
    return x.unary(Unary.EXPM1);
  }

  /** The natural logarithm. */
  @Primitive(shape = "x -> x")
  @Vjp(of = "x", is = "yBar.dividedBy(x)")
  @Jvp("xDot.dividedBy(x)")
  public static Tensor log(Tensor x) {
    return x.unary(Unary.LOG);
  }

  /** log(1 + x), without cancellation near 0; the derivative at -1 is infinite. */
  @Primitive(shape = "x -> x")
  @Vjp(of = "x", is = "yBar.dividedBy(x.shift(1f))")
  @Jvp("xDot.dividedBy(x.shift(1f))")
  public static Tensor log1p(Tensor x) {
    return x.unary(Unary.LOG1P);
  }

  /** The logarithm to the base 2. */
  @Primitive(shape = "x -> x")
  @Vjp(of = "x", is = "yBar.dividedBy(x.scale(0.6931472f))")
  @Jvp("xDot.dividedBy(x.scale(0.6931472f))")
  public static Tensor log2(Tensor x) {
    return x.unary(Unary.LOG2);
  }

  /** The logarithm to the base 10. */
  @Primitive(shape = "x -> x")
  @Vjp(of = "x", is = "yBar.dividedBy(x.scale(2.3025851f))")
  @Jvp("xDot.dividedBy(x.scale(2.3025851f))")
  public static Tensor log10(Tensor x) {
    return x.unary(Unary.LOG10);
  }

  /** The square root, whose derivative at 0 is infinite. */
  @Primitive(shape = "x -> x")
  @Vjp(of = "x", is = "yBar.dividedBy(y.scale(2f))")
  @Jvp("xDot.dividedBy(y.scale(2f))")
  public static Tensor sqrt(Tensor x) {
    return x.unary(Unary.SQRT);
  }

  /** 1 / sqrt(x). */
  @Primitive(shape = "x -> x")
  @Vjp(of = "x", is = "yBar.times(y.times(square(y))).scale(-0.5f)")
  @Jvp("xDot.times(y.times(square(y))).scale(-0.5f)")
  public static Tensor rsqrt(Tensor x) {
    return x.unary(Unary.RSQRT);
  }

  /** 1 / x. */
  @Primitive(shape = "x -> x")
  @Vjp(of = "x", is = "yBar.times(square(y)).negate()")
  @Jvp("xDot.times(square(y)).negate()")
  public static Tensor reciprocal(Tensor x) {
    return x.unary(Unary.RECIPROCAL);
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

  /** The tangent of angles in radians. */
  @Primitive(shape = "x -> x")
  @Vjp(of = "x", is = "yBar.times(square(y).shift(1f))")
  @Jvp("xDot.times(square(y).shift(1f))")
  public static Tensor tan(Tensor x) {
    return x.unary(Unary.TAN);
  }

  /** The angle in radians whose sine is x; NaN outside of [-1, 1], infinite slopes at its ends. */
  @Primitive(shape = "x -> x")
  @Vjp(of = "x", is = "yBar.times(rsqrt(x.shift(1f).times(x.negate().shift(1f))))")
  @Jvp("xDot.times(rsqrt(x.shift(1f).times(x.negate().shift(1f))))")
  public static Tensor asin(Tensor x) {
    return x.unary(Unary.ASIN);
  }

  /**
   * The angle in radians whose cosine is x; NaN outside of [-1, 1], infinite slopes at its ends.
   */
  @Primitive(shape = "x -> x")
  @Vjp(of = "x", is = "yBar.times(rsqrt(x.shift(1f).times(x.negate().shift(1f)))).negate()")
  @Jvp("xDot.times(rsqrt(x.shift(1f).times(x.negate().shift(1f)))).negate()")
  public static Tensor acos(Tensor x) {
    return x.unary(Unary.ACOS);
  }

  /** The angle in radians whose tangent is x. */
  @Primitive(shape = "x -> x")
  @Vjp(of = "x", is = "yBar.dividedBy(square(x).shift(1f))")
  @Jvp("xDot.dividedBy(square(x).shift(1f))")
  public static Tensor atan(Tensor x) {
    return x.unary(Unary.ATAN);
  }

  /** The hyperbolic sine. */
  @Primitive(shape = "x -> x")
  @Vjp(of = "x", is = "yBar.times(cosh(x))")
  @Jvp("xDot.times(cosh(x))")
  public static Tensor sinh(Tensor x) {
    return x.unary(Unary.SINH);
  }

  /** The hyperbolic cosine. */
  @Primitive(shape = "x -> x")
  @Vjp(of = "x", is = "yBar.times(sinh(x))")
  @Jvp("xDot.times(sinh(x))")
  public static Tensor cosh(Tensor x) {
    return x.unary(Unary.COSH);
  }

  /** The error function, 2 / sqrt(pi) times the integral of exp(-t^2) from 0 to x. */
  @Primitive(shape = "x -> x")
  @Vjp(of = "x", is = "yBar.times(exp(square(x).negate())).scale(1.1283792f)")
  @Jvp("xDot.times(exp(square(x).negate())).scale(1.1283792f)")
  public static Tensor erf(Tensor x) {
    return x.unary(Unary.ERF);
  }

  /** 1 - erf(x), without cancellation for large x. */
  @Primitive(shape = "x -> x")
  @Vjp(of = "x", is = "yBar.times(exp(square(x).negate())).scale(-1.1283792f)")
  @Jvp("xDot.times(exp(square(x).negate())).scale(-1.1283792f)")
  public static Tensor erfc(Tensor x) {
    return x.unary(Unary.ERFC);
  }

  /** 1, 0 or -1 by sign; NaN stays, where PyTorch has 0. A step has no derivative. */
  @NonDifferentiable
  @Primitive(shape = "x -> x")
  public static Tensor sign(Tensor x) {
    return x.unary(Unary.SIGN);
  }

  /** The largest integer that is not larger. A step has no derivative. */
  @NonDifferentiable
  @Primitive(shape = "x -> x")
  public static Tensor floor(Tensor x) {
    return x.unary(Unary.FLOOR);
  }

  /** The smallest integer that is not smaller. A step has no derivative. */
  @NonDifferentiable
  @Primitive(shape = "x -> x")
  public static Tensor ceil(Tensor x) {
    return x.unary(Unary.CEIL);
  }

  /** The nearest integer, the even one of two that are equally near. A step has no derivative. */
  @NonDifferentiable
  @Primitive(shape = "x -> x")
  public static Tensor round(Tensor x) {
    return x.unary(Unary.ROUND);
  }

  /**
   * A power, as {@link Math#pow} defines it. There is no derivative by the exponent: where it is
   * needed, the exponent is a tensor.
   */
  @Primitive(shape = "x -> x")
  @Vjp(of = "x", is = "yBar.times(powSlope(x, exponent))")
  @Jvp("xDot.times(powSlope(x, exponent))")
  public static Tensor pow(Tensor x, float exponent) {
    return x.scalar(Scalar.POW, exponent);
  }

  /**
   * The powers of each two elements, as {@link Math#pow} defines them. The derivative by the
   * exponent, {@code y log(x)}, is 0 where x is 0 and the exponent is not negative.
   *
   * @throws ShapeException if the shapes cannot be broadcast
   */
  @Primitive(shape = "x, exponent -> broadcast(x, exponent)")
  @Vjp(of = "x", is = "yBar.times(powBaseSlope(x, exponent)).sumTo(x.shape())")
  @Vjp(of = "exponent", is = "yBar.times(powExponentSlope(x, exponent)).sumTo(exponent.shape())")
  @Jvp(
      "xDot.times(powBaseSlope(x, exponent))"
          + ".plus(exponentDot.times(powExponentSlope(x, exponent)))")
  public static Tensor pow(Tensor x, Tensor exponent) {
    return Broadcasting.binary("pow", Binary.POW, x, exponent);
  }

  /** The powers of a number; the conventions are those of two tensors. */
  @Primitive(shape = "exponent -> exponent")
  @Vjp(
      of = "base",
      is = "yBar.times(powBaseSlope(dev.adjoint.tensor.Tensor.scalar(base), exponent)).sum()")
  @Vjp(
      of = "exponent",
      is = "yBar.times(powExponentSlope(dev.adjoint.tensor.Tensor.scalar(base), exponent))")
  @Jvp(
      "powBaseSlope(dev.adjoint.tensor.Tensor.scalar(base), exponent).scale(baseDot)"
          + ".plus(exponentDot.times("
          + "powExponentSlope(dev.adjoint.tensor.Tensor.scalar(base), exponent)))")
  public static Tensor pow(float base, Tensor exponent) {
    return pow(Tensor.scalar(base), exponent);
  }

  /** The derivative of {@link #pow(Tensor, float)}; it is 0 for the exponent 0, even at 0. */
  @Primitive(shape = "x -> x")
  @Vjp(of = "x", is = "yBar.times(powSlope(x, exponent - 1f)).scale(exponent)")
  @Jvp("xDot.times(powSlope(x, exponent - 1f)).scale(exponent)")
  public static Tensor powSlope(Tensor x, float exponent) {
    return exponent == 0 ? x.zerosLike() : pow(x, exponent - 1).scale(exponent);
  }

  /**
   * The derivative of {@link #pow(Tensor, Tensor)} by the base; it is 0 for the exponent 0.
   *
   * @throws ShapeException if the shapes cannot be broadcast
   */
  @Primitive(shape = "x, exponent -> broadcast(x, exponent)")
  @Vjp(
      of = "x",
      is = "masked(yBar.times(powBaseSlope(x, exponent.shift(-1f))), exponent).sumTo(x.shape())")
  @Vjp(
      of = "exponent",
      is =
          "yBar.times(pow(x, exponent.shift(-1f)).times(exponent.times(log(x)).shift(1f)))"
              + ".sumTo(exponent.shape())")
  @Jvp(
      "masked(xDot.times(powBaseSlope(x, exponent.shift(-1f))), exponent)"
          + ".plus(exponentDot.times("
          + "pow(x, exponent.shift(-1f)).times(exponent.times(log(x)).shift(1f))))")
  public static Tensor powBaseSlope(Tensor x, Tensor exponent) {
    return Broadcasting.binary("powBaseSlope", Binary.POW_BASE_SLOPE, x, exponent);
  }

  /**
   * The derivative of {@link #pow(Tensor, Tensor)} by the exponent.
   *
   * @throws ShapeException if the shapes cannot be broadcast
   */
  @Primitive(shape = "x, exponent -> broadcast(x, exponent)")
  @Vjp(
      of = "x",
      is =
          "yBar.times(pow(x, exponent.shift(-1f)).times(exponent.times(log(x)).shift(1f)))"
              + ".sumTo(x.shape())")
  @Vjp(
      of = "exponent",
      is = "yBar.times(powExponentSlope(x, exponent).times(log(x))).sumTo(exponent.shape())")
  @Jvp(
      "xDot.times(pow(x, exponent.shift(-1f)).times(exponent.times(log(x)).shift(1f)))"
          + ".plus(exponentDot.times(powExponentSlope(x, exponent).times(log(x))))")
  public static Tensor powExponentSlope(Tensor x, Tensor exponent) {
    return Broadcasting.binary("powExponentSlope", Binary.POW_EXPONENT_SLOPE, x, exponent);
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
  @Primitive(shape = "a, b -> broadcast(a, b)")
  public static Tensor maximumShare(Tensor a, Tensor b) {
    return Broadcasting.binary("maximumShare", Binary.MAXIMUM_SHARE, a, b);
  }
}
