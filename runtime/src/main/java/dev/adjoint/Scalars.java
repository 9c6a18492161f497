package dev.adjoint;

import dev.adjoint.annotations.Jvp;
import dev.adjoint.annotations.Primitive;
import dev.adjoint.annotations.Vjp;

/** Functions of one number that {@link Math} does not have, with their derivatives. */
public final class Scalars {
  private Scalars() {}

  /** The logistic function, 1 / (1 + exp(-x)), which overflows for no {@code x}. */
  @Primitive
  @Vjp(of = "x", is = "yBar * y * (1 - y)")
  @Jvp("xDot * y * (1 - y)")
  public static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  /** The larger of {@code x} and 0; the derivative at 0 is 0. */
  @Primitive
  @Vjp(of = "x", is = "x > 0 ? yBar : 0.0")
  @Jvp("x > 0 ? xDot : 0.0")
  public static double relu(double x) {
    return Math.max(x, 0.0);
  }

  /**
   * The smooth form of {@link #relu(double)}, log(1 + exp(x)), which overflows for no {@code x}.
   */
  @Primitive
  @Vjp(of = "x", is = "yBar * sigmoid(x)")
  @Jvp("xDot * sigmoid(x)")
  public static double softplus(double x) {
    return Math.max(x, 0.0) + Math.log1p(Math.exp(-Math.abs(x)));
  }

  /** The square. */
  @Primitive
  @Vjp(of = "x", is = "2 * x * yBar")
  @Jvp("2 * x * xDot")
  public static double square(double x) {
    return x * x;
  }

  /** The logistic function, 1 / (1 + exp(-x)), which overflows for no {@code x}. */
  @Primitive
  @Vjp(of = "x", is = "yBar * y * (1 - y)")
  @Jvp("xDot * y * (1 - y)")
  public static float sigmoid(float x) {
    return (float) (1 / (1 + Math.exp(-x)));
  }

  /** The larger of {@code x} and 0; the derivative at 0 is 0. */
  @Primitive
  @Vjp(of = "x", is = "x > 0 ? yBar : 0f")
  @Jvp("x > 0 ? xDot : 0f")
  public static float relu(float x) {
    return Math.max(x, 0f);
  }

  /** The smooth form of {@link #relu(float)}, log(1 + exp(x)), which overflows for no {@code x}. */
  @Primitive
  @Vjp(of = "x", is = "yBar * sigmoid(x)")
  @Jvp("xDot * sigmoid(x)")
  public static float softplus(float x) {
    return (float) (Math.max(x, 0f) + Math.log1p(Math.exp(-Math.abs(x))));
  }

  /** The square. */
  @Primitive
  @Vjp(of = "x", is = "2 * x * yBar")
  @Jvp("2 * x * xDot")
  public static float square(float x) {
    return x * x;
  }
}
