package dev.adjoint.tensor;

import dev.adjoint.annotations.Jvp;
import dev.adjoint.annotations.NonDifferentiable;
import dev.adjoint.annotations.Primitive;
import dev.adjoint.annotations.Vjp;

/**
 * Layers like convolutions, but with weights of their own at each place, for static import. There
 * is no padding; along an axis of size {@code h} a kernel of size {@code k} with stride {@code s}
 * has {@code (h - k) / s + 1} places, rounded down.
 *
 * <p>All throw {@link ShapeException} if the weights do not fit the input and its places.
 */
public final class LocallyConnected {
  private LocallyConnected() {}

  /**
   * Images by weights of each place.
   *
   * @param x of shape {@code [n, c, h, w]}
   * @param weight of shape {@code [p, q, o, c, kh, kw]} for {@code p} times {@code q} places
   * @param stride for rows and for columns
   */
  @Primitive(
      shape =
          "(n, c, h, w), (p, q, o, c, kh, kw), stride: (2) -> (n, o, p, q)"
              + " where p = (h - kh)/stride[0] + 1, q = (w - kw)/stride[1] + 1")
  @Vjp(of = "x", is = "locallyConnected2dInput(yBar, weight, x.shape(), stride)")
  @Vjp(of = "weight", is = "locallyConnected2dWeight(x, yBar, weight.shape(), stride)")
  @Jvp("locallyConnected2d(xDot, weight, stride).plus(locallyConnected2d(x, weightDot, stride))")
  public static Tensor locallyConnected2d(Tensor x, Tensor weight, int[] stride) {
    return new LocalWeights("locallyConnected2d", x.shape, weight.shape, stride)
        .forward(x.data, weight.data);
  }

  /**
   * Sequences by weights of each place.
   *
   * @param x of shape {@code [n, c, t]}
   * @param weight of shape {@code [p, o, c, k]} for {@code p} places
   */
  @Primitive(shape = "(n, c, t), (p, o, c, k) -> (n, o, p) where p = (t - k)/stride + 1")
  @Vjp(
      of = "x",
      is =
          "locallyConnected2dInput(yBar.reshape(rows(yBar.shape())),"
              + " weight.reshape(places(weight.shape())), rows(x.shape()),"
              + " new int[] {1, stride}).reshape(x.shape())")
  @Vjp(
      of = "weight",
      is =
          "locallyConnected2dWeight(x.reshape(rows(x.shape())), yBar.reshape(rows(yBar.shape())),"
              + " places(weight.shape()), new int[] {1, stride}).reshape(weight.shape())")
  @Jvp("locallyConnected1d(xDot, weight, stride).plus(locallyConnected1d(x, weightDot, stride))")
  public static Tensor locallyConnected1d(Tensor x, Tensor weight, int stride) {
    Shapes.requireRank("locallyConnected1d", 3, x.shape);
    Shapes.requireRank("locallyConnected1d", 4, weight.shape);
    int[] steps = {1, stride};
    int[] places = places(weight.shape);
    Tensor y =
        new LocalWeights("locallyConnected1d", rows(x.shape), places, steps)
            .forward(x.data, weight.data);
    return Convolutions.asSequence(y);
  }

  /**
   * The gradient by the images.
   *
   * @param seed the adjoint of the result
   * @param shape the shape of the images
   */
  @Primitive(shape = "(n, o, p, q), (p, q, o, c, kh, kw), stride: (2) -> dims(shape)")
  @Vjp(of = "seed", is = "locallyConnected2d(yBar, weight, stride)")
  @Vjp(of = "weight", is = "locallyConnected2dWeight(yBar, seed, weight.shape(), stride)")
  @Jvp(
      "locallyConnected2dInput(seedDot, weight, shape, stride)"
          + ".plus(locallyConnected2dInput(seed, weightDot, shape, stride))")
  public static Tensor locallyConnected2dInput(
      Tensor seed, Tensor weight, int[] shape, int[] stride) {
    String name = "locallyConnected2dInput";
    return new LocalWeights(name, shape, weight.shape, stride)
        .requireResult(name, seed)
        .input(seed.data, weight.data);
  }

  /**
   * The gradient by the weights.
   *
   * @param seed the adjoint of the result
   * @param shape the shape of the weights
   */
  @Primitive(shape = "(n, c, h, w), (n, o, p, q), stride: (2) -> dims(shape)")
  @Vjp(of = "x", is = "locallyConnected2dInput(seed, yBar, x.shape(), stride)")
  @Vjp(of = "seed", is = "locallyConnected2d(x, yBar, stride)")
  @Jvp(
      "locallyConnected2dWeight(xDot, seed, shape, stride)"
          + ".plus(locallyConnected2dWeight(x, seedDot, shape, stride))")
  public static Tensor locallyConnected2dWeight(Tensor x, Tensor seed, int[] shape, int[] stride) {
    String name = "locallyConnected2dWeight";
    return new LocalWeights(name, x.shape, shape, stride)
        .requireResult(name, seed)
        .weight(x.data, seed.data);
  }

  /** The shape of sequences as images of one row. */
  @NonDifferentiable
  public static int[] rows(int[] shape) {
    return new int[] {shape[0], shape[1], 1, shape[2]};
  }

  /** The shape of weights for sequences as those for images of one row. */
  @NonDifferentiable
  public static int[] places(int[] shape) {
    return new int[] {1, shape[0], shape[1], shape[2], 1, shape[3]};
  }
}
