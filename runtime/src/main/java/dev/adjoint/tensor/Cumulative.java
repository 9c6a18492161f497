package dev.adjoint.tensor;

import dev.adjoint.annotations.Jvp;
import dev.adjoint.annotations.Primitive;
import dev.adjoint.annotations.Vjp;

/** Running sums and products along an axis, for static import. */
public final class Cumulative {
  private Cumulative() {}

  /**
   * The sums of the elements up to each one along an axis, itself included.
   *
   * @throws ShapeException if there is no such axis
   */
  @Primitive(shape = "x -> x")
  @Vjp(of = "x", is = "cumsumFromEnd(yBar, axis)")
  @Jvp("cumsum(xDot, axis)")
  public static Tensor cumsum(Tensor x, int axis) {
    return new CumulativeLoops(x, Shapes.axis("cumsum", axis, x.shape)).sums();
  }

  /**
   * The sums of the elements from each one to the end of an axis, itself included.
   *
   * @throws ShapeException if there is no such axis
   */
  @Primitive(shape = "x -> x")
  @Vjp(of = "x", is = "cumsum(yBar, axis)")
  @Jvp("cumsumFromEnd(xDot, axis)")
  public static Tensor cumsumFromEnd(Tensor x, int axis) {
    return new CumulativeLoops(x, Shapes.axis("cumsumFromEnd", axis, x.shape)).sumsFromEnd();
  }

  /**
   * The products of the elements up to each one along an axis, itself included. No derivative
   * divides: it is right where factors are 0.
   *
   * @throws ShapeException if there is no such axis
   */
  @Primitive(shape = "x -> x")
  @Vjp(of = "x", is = "cumprodGradient(x, yBar, axis)")
  @Jvp("cumprodTangent(x, xDot, axis)")
  public static Tensor cumprod(Tensor x, int axis) {
    return new CumulativeLoops(x, Shapes.axis("cumprod", axis, x.shape)).products();
  }

  /**
   * The vector-Jacobian product of {@link #cumprod}.
   *
   * @throws ShapeException if there is no such axis or the shapes differ
   */
  @Primitive(shape = "x, x -> x")
  @Vjp(of = "x", is = "cumprodCurvature(x, yBar, seed, axis)")
  @Vjp(of = "seed", is = "cumprodTangent(x, yBar, axis)")
  @Jvp("cumprodCurvature(x, xDot, seed, axis).plus(cumprodGradient(x, seedDot, axis))")
  public static Tensor cumprodGradient(Tensor x, Tensor seed, int axis) {
    Shapes.requireEqual("cumprodGradient", x.shape, seed.shape);
    int index = Shapes.axis("cumprodGradient", axis, x.shape);
    return new CumulativeLoops(x, index).productGradient(seed.data);
  }

  /**
   * The Jacobian-vector product of {@link #cumprod}; its derivative by {@code x} in the direction
   * of a seed is the same whichever of the two is which.
   *
   * @throws ShapeException if there is no such axis or the shapes differ
   */
  @Primitive(shape = "x, x -> x")
  @Vjp(of = "x", is = "cumprodCurvature(x, direction, yBar, axis)")
  @Vjp(of = "direction", is = "cumprodGradient(x, yBar, axis)")
  @Jvp("cumprodBend(x, xDot, direction, axis).plus(cumprodTangent(x, directionDot, axis))")
  public static Tensor cumprodTangent(Tensor x, Tensor direction, int axis) {
    Shapes.requireEqual("cumprodTangent", x.shape, direction.shape);
    int index = Shapes.axis("cumprodTangent", axis, x.shape);
    return new CumulativeLoops(x, index).productTangent(direction.data);
  }

  /** The gradient by {@code x} of the inner product of a seed and {@link #cumprodTangent}. */
  public static Tensor cumprodCurvature(Tensor x, Tensor direction, Tensor seed, int axis) {
    int index = Shapes.axis("cumprodCurvature", axis, x.shape);
    return new CumulativeLoops(x, index).productCurvature(direction.data, seed.data);
  }

  /** The second derivative of {@link #cumprod} in two directions. */
  public static Tensor cumprodBend(Tensor x, Tensor first, Tensor second, int axis) {
    int index = Shapes.axis("cumprodBend", axis, x.shape);
    return new CumulativeLoops(x, index).productBend(first.data, second.data);
  }
}
