package dev.adjoint.tensor;

import dev.adjoint.Workspace;
import dev.adjoint.annotations.Jvp;
import dev.adjoint.annotations.Primitive;
import dev.adjoint.annotations.Vjp;
import dev.adjoint.kernel.ActiveKernels;
import dev.adjoint.kernel.Scalar;
import dev.adjoint.kernel.Unary;

/**
 * The smooth nonlinear functions of neural networks and the rectifiers, for static import; what is
 * made of straight pieces is in {@link HardActivations}.
 */
public final class Activations {
  private Activations() {}

  /** The larger of {@code x} and 0; the derivative at 0 is 0. */
  @Primitive(shape = "x -> x")
  @Vjp(of = "x", is = "dev.adjoint.tensor.ActivationGradients.reluGradient(y, yBar)")
  @Jvp("dev.adjoint.tensor.ActivationGradients.reluGradient(y, xDot)")
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

  /**
   * {@code x} where it is positive, else {@code alpha (exp(x) - 1)}; the derivative at 0 is alpha.
   */
  @Primitive(shape = "x -> x")
  @Vjp(
      of = "x",
      is = "yBar.times(dev.adjoint.tensor.ActivationGradients.eluSlope(x, alpha, 1f, 1f))")
  @Jvp("xDot.times(dev.adjoint.tensor.ActivationGradients.eluSlope(x, alpha, 1f, 1f))")
  public static Tensor elu(Tensor x, float alpha) {
    return ActivationLoops.elu(x, alpha, 1, 1);
  }

  /**
   * The self-normalizing exponential linear unit (Klambauer et al. 2017), {@code 1.0507} times
   * {@link #elu} with alpha {@code 1.6733}; the derivative at 0 is their product.
   */
  @Primitive(shape = "x -> x")
  @Vjp(
      of = "x",
      is =
          "yBar.times(dev.adjoint.tensor.ActivationGradients.eluSlope(x, 1.7580993f, 1f,"
              + " 1.050701f))")
  @Jvp("xDot.times(dev.adjoint.tensor.ActivationGradients.eluSlope(x, 1.7580993f, 1f, 1.050701f))")
  public static Tensor selu(Tensor x) {
    return ActivationLoops.elu(x, 1.7580993f, 1, 1.050701f);
  }

  /**
   * The smooth exponential linear unit (Barron 2017): {@code x} where it is positive, else {@code
   * alpha (exp(x / alpha) - 1)}; alpha is not 0.
   *
   * @throws IllegalArgumentException if alpha is 0
   */
  @Primitive(shape = "x -> x")
  @Vjp(
      of = "x",
      is = "yBar.times(dev.adjoint.tensor.ActivationGradients.eluSlope(x, 1f, 1f / alpha, 1f))")
  @Jvp("xDot.times(dev.adjoint.tensor.ActivationGradients.eluSlope(x, 1f, 1f / alpha, 1f))")
  public static Tensor celu(Tensor x, float alpha) {
    if (alpha == 0) {
      throw new IllegalArgumentException("celu: alpha is 0");
    }
    return ActivationLoops.elu(x, alpha, 1 / alpha, 1);
  }

  /**
   * {@code x} where it is positive, else {@code slope x}, with a slope that is learned: one for
   * all, or one for each channel, which is axis 1. The derivative at 0 is the slope.
   *
   * @param slope of shape {@code [1]} or {@code [c]}, c being the size of axis 1
   * @throws ShapeException if the slope is no vector with one element or one for each channel
   */
  @Primitive(shape = "x, (c) -> x")
  @Vjp(
      of = "x",
      is =
          "dev.adjoint.tensor.Choices.where(dev.adjoint.tensor.Masks.greater(x, 0f), yBar,"
              + " yBar.times(slope.reshape("
              + "dev.adjoint.tensor.ActivationGradients.channels(x.shape(), slope.shape()))))")
  @Vjp(
      of = "slope",
      is =
          "dev.adjoint.tensor.Choices.rejected("
              + "yBar.times(x), dev.adjoint.tensor.Masks.greater(x, 0f))"
              + ".sumTo(dev.adjoint.tensor.ActivationGradients.channels(x.shape(), slope.shape()))"
              + ".reshape(slope.shape())")
  @Jvp(
      "dev.adjoint.tensor.Choices.where(dev.adjoint.tensor.Masks.greater(x, 0f), xDot,"
          + " xDot.times(slope.reshape("
          + "dev.adjoint.tensor.ActivationGradients.channels(x.shape(), slope.shape())))"
          + ".plus(x.times(slopeDot.reshape("
          + "dev.adjoint.tensor.ActivationGradients.channels(x.shape(), slope.shape())))))")
  public static Tensor prelu(Tensor x, Tensor slope) {
    Tensor factor = slope.reshape(ActivationGradients.channels(x.shape, slope.shape));
    return Choices.where(Masks.greater(x, 0), x, x.times(factor));
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

  /** The Gaussian error linear unit, x times the normal distribution function of x. */
  @Primitive(shape = "x -> x")
  @Vjp(of = "x", is = "yBar.times(dev.adjoint.tensor.ActivationGradients.geluSlope(x))")
  @Jvp("xDot.times(dev.adjoint.tensor.ActivationGradients.geluSlope(x))")
  public static Tensor gelu(Tensor x) {
    return x.unary(Unary.GELU);
  }

  /**
   * The Gaussian error linear unit in its tanh form (Hendrycks and Gimpel 2016), which PyTorch
   * calls {@code approximate="tanh"}.
   */
  @Primitive(shape = "x -> x")
  @Vjp(of = "x", is = "yBar.times(dev.adjoint.tensor.ActivationGradients.geluTanhSlope(x))")
  @Jvp("xDot.times(dev.adjoint.tensor.ActivationGradients.geluTanhSlope(x))")
  public static Tensor geluTanh(Tensor x) {
    return x.unary(Unary.GELU_TANH);
  }

  /** x tanh(softplus(x)). */
  @Primitive(shape = "x -> x")
  @Vjp(of = "x", is = "yBar.times(dev.adjoint.tensor.ActivationGradients.mishSlope(x))")
  @Jvp("xDot.times(dev.adjoint.tensor.ActivationGradients.mishSlope(x))")
  public static Tensor mish(Tensor x) {
    return ActivationLoops.mish(x);
  }

  /** log(sigmoid(x)), which overflows for no {@code x}. */
  @Primitive(shape = "x -> x")
  @Vjp(of = "x", is = "yBar.times(sigmoid(x.negate()))")
  @Jvp("xDot.times(sigmoid(x.negate()))")
  public static Tensor logSigmoid(Tensor x) {
    return x.negate().unary(Unary.SOFTPLUS).negate();
  }

  /** x / (1 + |x|). */
  @Primitive(shape = "x -> x")
  @Vjp(
      of = "x",
      is =
          "yBar.times(dev.adjoint.tensor.Elementwise.square("
              + "dev.adjoint.tensor.Elementwise.reciprocal(dev.adjoint.tensor.Elementwise.abs("
              + "x).shift(1f))))")
  @Jvp(
      "xDot.times(dev.adjoint.tensor.Elementwise.square("
          + "dev.adjoint.tensor.Elementwise.reciprocal(dev.adjoint.tensor.Elementwise.abs("
          + "x).shift(1f))))")
  public static Tensor softsign(Tensor x) {
    return x.dividedBy(Elementwise.abs(x).shift(1));
  }

  /** x - tanh(x). */
  @Primitive(shape = "x -> x")
  @Vjp(of = "x", is = "yBar.times(dev.adjoint.tensor.Elementwise.square(tanh(x)))")
  @Jvp("xDot.times(dev.adjoint.tensor.Elementwise.square(tanh(x)))")
  public static Tensor tanhshrink(Tensor x) {
    return x.minus(x.unary(Unary.TANH));
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
    float[] y = Workspace.floats(x.data.length);
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
    float[] y = Workspace.floats(x.data.length);
    ActiveKernels.get().logSoftmax(x.data, y, 0, rows, x.dimension(-1));
    return Tensor.wrap(y, x.shape);
  }

  /**
   * exp(x) divided by its sum over an axis, the maximum subtracted first.
   *
   * @throws ShapeException if there is no such axis
   */
  @Primitive(shape = "x -> x")
  @Vjp(
      of = "x",
      is =
          "dev.adjoint.tensor.ActivationGradients.softmaxGradient("
              + "y.swapAxes(axis, -1), yBar.swapAxes(axis, -1)).swapAxes(axis, -1)")
  @Jvp(
      "dev.adjoint.tensor.ActivationGradients.softmaxGradient("
          + "y.swapAxes(axis, -1), xDot.swapAxes(axis, -1)).swapAxes(axis, -1)")
  public static Tensor softmax(Tensor x, int axis) {
    int index = Shapes.axis("softmax", axis, x.shape);
    return index == x.rank() - 1 ? softmax(x) : softmax(x.swapAxes(index, -1)).swapAxes(index, -1);
  }

  /**
   * The logarithm of {@link #softmax(Tensor, int)}, without its underflow.
   *
   * @throws ShapeException if there is no such axis
   */
  @Primitive(shape = "x -> x")
  @Vjp(
      of = "x",
      is = "yBar.minus(dev.adjoint.tensor.Elementwise.exp(y).times(yBar.sumKeeping(axis)))")
  @Jvp("xDot.minus(dev.adjoint.tensor.Elementwise.exp(y).times(xDot).sumKeeping(axis))")
  public static Tensor logSoftmax(Tensor x, int axis) {
    int index = Shapes.axis("logSoftmax", axis, x.shape);
    return index == x.rank() - 1
        ? logSoftmax(x)
        : logSoftmax(x.swapAxes(index, -1)).swapAxes(index, -1);
  }
}
