package dev.adjoint.tensor;

import dev.adjoint.annotations.Jvp;
import dev.adjoint.annotations.Primitive;
import dev.adjoint.annotations.Vjp;

/** Activations that are made of straight pieces, or nearly so, for static import. */
public final class HardActivations {
  private HardActivations() {}

  /** {@code x} kept between 0 and 6; the derivative at both is 0. */
  @Primitive(shape = "x -> x")
  @Vjp(
      of = "x",
      is = "dev.adjoint.tensor.Choices.rejected(yBar, dev.adjoint.tensor.Masks.outside(x, 0f, 6f))")
  @Jvp("dev.adjoint.tensor.Choices.rejected(xDot, dev.adjoint.tensor.Masks.outside(x, 0f, 6f))")
  public static Tensor relu6(Tensor x) {
    return Choices.clamp(x, 0, 6);
  }

  /**
   * {@code x} kept between two numbers; unlike that of {@link Choices#clamp}, the derivative at
   * both is 0.
   *
   * @throws IllegalArgumentException if {@code min} is not at most {@code max}
   */
  @Primitive(shape = "x -> x")
  @Vjp(
      of = "x",
      is =
          "dev.adjoint.tensor.Choices.rejected(yBar, dev.adjoint.tensor.Masks.outside(x,"
              + " min, max))")
  @Jvp("dev.adjoint.tensor.Choices.rejected(xDot, dev.adjoint.tensor.Masks.outside(x, min, max))")
  public static Tensor hardTanh(Tensor x, float min, float max) {
    if (!(min <= max)) {
      throw new IllegalArgumentException(
          "hardTanh: min %s is not at most max %s".formatted(min, max));
    }
    return Choices.clamp(x, min, max);
  }

  /** {@code (x + 3) / 6} kept between 0 and 1; the derivative at both ends is 0. */
  @Primitive(shape = "x -> x")
  @Vjp(
      of = "x",
      is =
          "dev.adjoint.tensor.Choices.selected(yBar.scale(0.16666667f),"
              + " dev.adjoint.tensor.Masks.between(x, -3f, 3f))")
  @Jvp(
      "dev.adjoint.tensor.Choices.selected(xDot.scale(0.16666667f),"
          + " dev.adjoint.tensor.Masks.between(x, -3f, 3f))")
  public static Tensor hardSigmoid(Tensor x) {
    return Choices.clamp(x.shift(3), 0, 6).scale(1 / 6f);
  }

  /** x hardSigmoid(x); the derivative is 0 at -3 and 1 at 3. */
  @Primitive(shape = "x -> x")
  @Vjp(of = "x", is = "yBar.times(dev.adjoint.tensor.ActivationGradients.hardSwishSlope(x))")
  @Jvp("xDot.times(dev.adjoint.tensor.ActivationGradients.hardSwishSlope(x))")
  public static Tensor hardSwish(Tensor x) {
    return x.times(Choices.clamp(x.shift(3), 0, 6)).scale(1 / 6f);
  }

  /**
   * {@code x}, or 0 where it is at most {@code bound} away from 0; the derivative at the bounds is
   * 0.
   */
  @Primitive(shape = "x -> x")
  @Vjp(
      of = "x",
      is =
          "dev.adjoint.tensor.Choices.rejected(yBar, dev.adjoint.tensor.Masks.within(x,"
              + " -bound, bound))")
  @Jvp(
      "dev.adjoint.tensor.Choices.rejected(xDot, dev.adjoint.tensor.Masks.within(x,"
          + " -bound, bound))")
  public static Tensor hardshrink(Tensor x, float bound) {
    return Choices.rejected(x, Masks.within(x, -bound, bound));
  }

  /**
   * {@code x} moved towards 0 by {@code bound}, or 0 where it is at most so far away; the
   * derivative at the bounds is 0.
   *
   * @throws IllegalArgumentException if the bound is negative
   */
  @Primitive(shape = "x -> x")
  @Vjp(
      of = "x",
      is =
          "dev.adjoint.tensor.Choices.rejected(yBar, dev.adjoint.tensor.Masks.within(x,"
              + " -bound, bound))")
  @Jvp(
      "dev.adjoint.tensor.Choices.rejected(xDot, dev.adjoint.tensor.Masks.within(x,"
          + " -bound, bound))")
  public static Tensor softshrink(Tensor x, float bound) {
    if (!(bound >= 0)) {
      throw new IllegalArgumentException("softshrink: the bound is negative: " + bound);
    }
    return x.minus(Choices.clamp(x, -bound, bound));
  }

  /**
   * {@code x} where it exceeds {@code threshold}, else {@code value}; the derivative at the
   * threshold is 0.
   */
  @Primitive(shape = "x -> x")
  @Vjp(
      of = "x",
      is =
          "dev.adjoint.tensor.Choices.rejected(yBar,"
              + " dev.adjoint.tensor.Masks.lessOrEqual(x, threshold))")
  @Jvp(
      "dev.adjoint.tensor.Choices.rejected(xDot,"
          + " dev.adjoint.tensor.Masks.lessOrEqual(x, threshold))")
  public static Tensor threshold(Tensor x, float threshold, float value) {
    return Choices.where(Masks.lessOrEqual(x, threshold), Tensor.scalar(value), x);
  }
}
