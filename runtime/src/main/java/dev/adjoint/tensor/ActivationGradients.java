package dev.adjoint.tensor;

import dev.adjoint.Workspace;
import dev.adjoint.annotations.Jvp;
import dev.adjoint.annotations.NonDifferentiable;
import dev.adjoint.annotations.Primitive;
import dev.adjoint.annotations.Vjp;
import dev.adjoint.kernel.ActiveKernels;
import dev.adjoint.kernel.Binary;
import dev.adjoint.kernel.Scalar;
import dev.adjoint.kernel.Unary;
import java.util.Arrays;

/**
 * The vector-Jacobian products of {@link Activations}. All these Jacobians are symmetric, so that
 * they also are the Jacobian-vector products.
 */
public final class ActivationGradients {
  /** sqrt(2 / pi). */
  private static final float GELU_FACTOR = 0.79788456f;

  private static final float GELU_CUBIC = 0.044715f;

  private ActivationGradients() {}

  /**
   * {@code seed} where {@code x} is positive, else 0.
   *
   * @throws ShapeException if the shapes differ
   */
  @Primitive(shape = "x, x -> x")
  @Vjp(of = "seed", is = "reluGradient(x, yBar)")
  @Jvp("reluGradient(x, seedDot)")
  public static Tensor reluGradient(@NonDifferentiable Tensor x, Tensor seed) {
    return Broadcasting.binarySameShape("reluGradient", Binary.RELU_GRADIENT, x, seed);
  }

  /** 1 where {@code x} is positive, else {@code slope}. */
  @NonDifferentiable
  @Primitive(shape = "x -> x")
  public static Tensor leakySlope(Tensor x, float slope) {
    return x.scalar(Scalar.LEAKY_SLOPE, slope);
  }

  /**
   * {@code seed * (1 - tanh^2)}.
   *
   * @param tanh the result of {@link Activations#tanh}
   * @throws ShapeException if the shapes differ
   */
  @Primitive(shape = "x, x -> x")
  @Vjp(of = "tanh", is = "tanh.times(seed).times(yBar).scale(-2f)")
  @Vjp(of = "seed", is = "tanhGradient(tanh, yBar)")
  @Jvp("tanhGradient(tanh, seedDot).plus(tanh.times(seed).times(tanhDot).scale(-2f))")
  public static Tensor tanhGradient(Tensor tanh, Tensor seed) {
    return Broadcasting.binarySameShape("tanhGradient", Binary.TANH_GRADIENT, tanh, seed);
  }

  /**
   * {@code seed * sigmoid * (1 - sigmoid)}.
   *
   * @param sigmoid the result of {@link Activations#sigmoid}
   * @throws ShapeException if the shapes differ
   */
  @Primitive(shape = "x, x -> x")
  @Vjp(of = "sigmoid", is = "seed.times(yBar).times(sigmoid.scale(-2f).shift(1f))")
  @Vjp(of = "seed", is = "sigmoidGradient(sigmoid, yBar)")
  @Jvp(
      "sigmoidGradient(sigmoid, seedDot)"
          + ".plus(seed.times(sigmoidDot).times(sigmoid.scale(-2f).shift(1f)))")
  public static Tensor sigmoidGradient(Tensor sigmoid, Tensor seed) {
    return Broadcasting.binarySameShape("sigmoidGradient", Binary.SIGMOID_GRADIENT, sigmoid, seed);
  }

  /**
   * {@code softmax * (seed - sum(softmax * seed))}, the sum over the last axis.
   *
   * @param softmax the result of {@link Activations#softmax}
   * @throws ShapeException if the shapes differ or are those of scalars
   */
  @Primitive(shape = "x, x -> x")
  @Vjp(
      of = "softmax",
      is =
          "yBar.times(seed.minus(softmax.times(seed).sumKeeping(-1)))"
              + ".minus(seed.times(softmax.times(yBar).sumKeeping(-1)))")
  @Vjp(of = "seed", is = "softmaxGradient(softmax, yBar)")
  @Jvp(
      "softmaxGradient(softmax, seedDot)"
          + ".plus(softmaxDot.times(seed.minus(softmax.times(seed).sumKeeping(-1))))"
          + ".minus(softmax.times(softmaxDot.times(seed).sumKeeping(-1)))")
  public static Tensor softmaxGradient(Tensor softmax, Tensor seed) {
    Shapes.requireEqual("softmaxGradient", softmax.shape, seed.shape);
    int rows = softmax.rows("softmaxGradient");
    float[] y = Workspace.zeros(softmax.data.length);
    ActiveKernels.get().softmaxGradient(softmax.data, seed.data, y, 0, rows, softmax.dimension(-1));
    return Tensor.wrap(y, softmax.shape);
  }

  /**
   * The derivative of exponential linear units: {@code negative exp(rate x)} up to 0, and {@code
   * positive} from there.
   */
  @Primitive(shape = "x -> x")
  @Vjp(of = "x", is = "yBar.times(eluSlope(x, negative * rate, rate, 0f))")
  @Jvp("xDot.times(eluSlope(x, negative * rate, rate, 0f))")
  public static Tensor eluSlope(Tensor x, float negative, float rate, float positive) {
    return ActivationLoops.eluSlope(x, negative, rate, positive);
  }

  /** The derivative of {@link Activations#gelu}: the normal distribution plus x its density. */
  @Primitive(shape = "x -> x")
  @Vjp(
      of = "x",
      is =
          "yBar.times(dev.adjoint.tensor.Elementwise.exp("
              + "dev.adjoint.tensor.Elementwise.square(x).scale(-0.5f)))"
              + ".times(dev.adjoint.tensor.Elementwise.square(x).negate().shift(2f))"
              + ".scale(0.3989423f)")
  @Jvp(
      "xDot.times(dev.adjoint.tensor.Elementwise.exp("
          + "dev.adjoint.tensor.Elementwise.square(x).scale(-0.5f)))"
          + ".times(dev.adjoint.tensor.Elementwise.square(x).negate().shift(2f))"
          + ".scale(0.3989423f)")
  public static Tensor geluSlope(Tensor x) {
    return x.unary(Unary.GELU_SLOPE);
  }

  /** The derivative of {@link Activations#geluTanh}. */
  @Primitive(shape = "x -> x")
  @Vjp(of = "x", is = "yBar.times(geluTanhCurvature(x))")
  @Jvp("xDot.times(geluTanhCurvature(x))")
  public static Tensor geluTanhSlope(Tensor x) {
    return x.unary(Unary.GELU_TANH_SLOPE);
  }

  /** The second derivative of {@link Activations#geluTanh}. */
  public static Tensor geluTanhCurvature(Tensor x) {
    Tensor tanh = geluInner(x);
    Tensor slope = geluInnerSlope(x);
    Tensor bend =
        x.scale(6 * GELU_CUBIC * GELU_FACTOR).minus(tanh.times(Elementwise.square(slope)).scale(2));
    return Elementwise.square(tanh).negate().shift(1).times(slope.plus(x.times(bend).scale(0.5f)));
  }

  private static Tensor geluInnerSlope(Tensor x) {
    return Elementwise.square(x).scale(3 * GELU_CUBIC).shift(1).scale(GELU_FACTOR);
  }

  private static Tensor geluInner(Tensor x) {
    return Activations.tanh(
        x.times(Elementwise.square(x).scale(GELU_CUBIC).shift(1)).scale(GELU_FACTOR));
  }

  /** The derivative of {@link Activations#mish}. */
  @Primitive(shape = "x -> x")
  @Vjp(of = "x", is = "yBar.times(mishCurvature(x))")
  @Jvp("xDot.times(mishCurvature(x))")
  public static Tensor mishSlope(Tensor x) {
    return ActivationLoops.mishSlope(x);
  }

  /** The second derivative of {@link Activations#mish}. */
  public static Tensor mishCurvature(Tensor x) {
    return ActivationLoops.mishCurvature(x);
  }

  /** The derivative of {@link HardActivations#hardSwish}. */
  @Primitive(shape = "x -> x")
  @Vjp(
      of = "x",
      is =
          "dev.adjoint.tensor.Choices.selected(yBar.scale(0.33333334f),"
              + " dev.adjoint.tensor.Masks.between(x, -3f, 3f))")
  @Jvp(
      "dev.adjoint.tensor.Choices.selected(xDot.scale(0.33333334f),"
          + " dev.adjoint.tensor.Masks.between(x, -3f, 3f))")
  public static Tensor hardSwishSlope(Tensor x) {
    return ActivationLoops.hardSwishSlope(x);
  }

  /**
   * The shape in which the slopes of {@link Activations#prelu} are broadcast along axis 1.
   *
   * @throws ShapeException if the slopes are no vector with one element or one for each channel
   */
  @NonDifferentiable
  public static int[] channels(int[] shape, int[] slope) {
    int channels = shape.length > 1 ? shape[1] : 1;
    if (slope.length != 1 || (slope[0] != 1 && slope[0] != channels)) {
      throw new ShapeException(
          "prelu: slopes %s do not fit the channels of %s"
              .formatted(Arrays.toString(slope), Arrays.toString(shape)));
    }
    int[] aligned = new int[shape.length];
    Arrays.fill(aligned, 1);
    if (shape.length > 1) {
      aligned[1] = slope[0];
    }
    return aligned;
  }
}
