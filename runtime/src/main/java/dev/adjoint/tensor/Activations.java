package dev.adjoint.tensor;

import dev.adjoint.annotations.Jvp;
import dev.adjoint.annotations.Primitive;
import dev.adjoint.annotations.Vjp;
import dev.adjoint.kernel.ActiveKernels;
import dev.adjoint.kernel.Scalar;
import dev.adjoint.kernel.Unary;

/** The nonlinear functions of neural networks, for static import. */
public final class Activations {
  private Activations() {}

  /** The larger of {@code x} and 0; the derivative at 0 is 0. */
  @Primitive(shape = "x -> x")
  @Vjp(of = "x", is = "dev.adjoint.tensor.ActivationGradients.reluGradient(x, yBar)")
  @Jvp("dev.adjoint.tensor.ActivationGradients.reluGradient(x, xDot)")
  public static Tensor relu(Tensor x) {
    return x.unary(Unary.RELU);
  }

  /**
   * The leaky rectifier: {@code x} where it is positive, else {@code slope * x}; the derivative at
   * 0 is the slope.
   */
  @Primitive(shape = "x -> x")
  @Vjp(of = "x", is = "yBar.times(dev.adjoint.tensor.ActivationGradients.leakySlope(x, slope))")
  @Jvp("xDot.times(dev.adjoint.tensor.ActivationGradients.leakySlope(x, slope))")
  public static Tensor leakyRelu(Tensor x, float slope) {
    return x.times(x.scalar(Scalar.LEAKY_SLOPE, slope));
  }

  /** The hyperbolic tangent. */
  @Primitive(shape = "x -> x")
  @Vjp(of = "x", is = "dev.adjoint.tensor.ActivationGradients.tanhGradient(y, yBar)")
  @Jvp("dev.adjoint.tensor.ActivationGradients.tanhGradient(y, xDot)")
  public static Tensor tanh(Tensor x) {
    return x.unary(Unary.TANH);
  }

  /** The logistic function, 1 / (1 + exp(-x)). */
  @Primitive(shape = "x -> x")
  @Vjp(of = "x", is = "dev.adjoint.tensor.ActivationGradients.sigmoidGradient(y, yBar)")
  @Jvp("dev.adjoint.tensor.ActivationGradients.sigmoidGradient(y, xDot)")
  public static Tensor sigmoid(Tensor x) {
    return x.unary(Unary.SIGMOID);
  }

  /** log(1 + exp(x)), which overflows for no {@code x}. */
  @Primitive(shape = "x -> x")
  @Vjp(of = "x", is = "yBar.times(sigmoid(x))")
  @Jvp("xDot.times(sigmoid(x))")
  public static Tensor softplus(Tensor x) {
    return x.unary(Unary.SOFTPLUS);
  }

  /** The sigmoid linear unit, x sigmoid(x), also called swish. */
  @Primitive(shape = "x -> x")
  @Vjp(of = "x", is = "yBar.times(sigmoid(x).plus(y.times(sigmoid(x.negate()))))")
  @Jvp("xDot.times(sigmoid(x).plus(y.times(sigmoid(x.negate()))))")
  public static Tensor silu(Tensor x) {
    return x.times(x.unary(Unary.SIGMOID));
  }

  /**
   * The Gaussian error linear unit in its tanh form (Hendrycks and Gimpel 2016), which PyTorch
   * calls {@code approximate="tanh"}.
   */
  @Primitive(shape = "x -> x")
  @Vjp(of = "x", is = "yBar.times(dev.adjoint.tensor.ActivationGradients.geluSlope(x))")
  @Jvp("xDot.times(dev.adjoint.tensor.ActivationGradients.geluSlope(x))")
  public static Tensor gelu(Tensor x) {
    return x.times(ActivationGradients.geluTanh(x).shift(1)).scale(0.5f);
  }

  /**
   * exp(x) divided by its sum over the last axis, the maximum subtracted first.
   *
   * @throws ShapeException if {@code x} is a scalar
   */
  @Primitive(shape = "x -> x")
  @Vjp(of = "x", is = "dev.adjoint.tensor.ActivationGradients.softmaxGradient(y, yBar)")
  @Jvp("dev.adjoint.tensor.ActivationGradients.softmaxGradient(y, xDot)")
  public static Tensor softmax(Tensor x) {
    int rows = x.rows("softmax");
    float[] y = new float[x.data.length];
    ActiveKernels.get().softmax(x.data, y, 0, rows, x.dimension(-1));
    return Tensor.wrap(y, x.shape);
  }

  /**
   * The logarithm of {@link #softmax}, without its underflow.
   *
   * @throws ShapeException if {@code x} is a scalar
   */
  @Primitive(shape = "x -> x")
  @Vjp(
      of = "x",
      is = "yBar.minus(dev.adjoint.tensor.Elementwise.exp(y).times(yBar.sumKeeping(-1)))")
  @Jvp("xDot.minus(dev.adjoint.tensor.Elementwise.exp(y).times(xDot).sumKeeping(-1))")
  public static Tensor logSoftmax(Tensor x) {
    int rows = x.rows("logSoftmax");
    float[] y = new float[x.data.length];
    ActiveKernels.get().logSoftmax(x.data, y, 0, rows, x.dimension(-1));
    return Tensor.wrap(y, x.shape);
  }
}
