package dev.adjoint.tensor;

import dev.adjoint.annotations.Jvp;
import dev.adjoint.annotations.NonDifferentiable;
import dev.adjoint.annotations.Primitive;
import dev.adjoint.annotations.Vjp;
import dev.adjoint.kernel.ActiveKernels;
import dev.adjoint.kernel.Binary;
import dev.adjoint.kernel.Scalar;

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
    float[] y = new float[softmax.data.length];
    ActiveKernels.get().softmaxGradient(softmax.data, seed.data, y, 0, rows, softmax.dimension(-1));
    return Tensor.wrap(y, softmax.shape);
  }

  /** The derivative of {@link Activations#gelu}, elementwise. */
  public static Tensor geluSlope(Tensor x) {
    Tensor tanh = geluTanh(x);
    Tensor inner = Elementwise.square(x).scale(3 * GELU_CUBIC).shift(1).scale(GELU_FACTOR);
    return tanh.shift(1)
        .plus(x.times(inner).times(Elementwise.square(tanh).negate().shift(1)))
        .scale(0.5f);
  }

  static Tensor geluTanh(Tensor x) {
    return Activations.tanh(
        x.times(Elementwise.square(x).scale(GELU_CUBIC).shift(1)).scale(GELU_FACTOR));
  }
}
