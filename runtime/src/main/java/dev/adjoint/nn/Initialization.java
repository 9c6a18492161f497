package dev.adjoint.nn;

import dev.adjoint.random.RandomSource;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.tensor.Tensors;
import java.util.Arrays;

/**
 * Initial values of weights.
 *
 * <p>The variance depends on how many inputs and outputs a unit has. A matrix, which is multiplied
 * from the right as in {@code x.matmul(w)}, has the shape {@code [fanIn, fanOut]}; a convolution's
 * kernel of shape {@code [out, in, height, width, ...]} has {@code in} and {@code out} times the
 * size of its window. Other ranks are refused.
 *
 * <p>A nonlinearity that shrinks what goes through it is made up for by a {@link #gain}: {@code
 * lecunNormal(random, in, out).scale(gain(Nonlinearity.TANH))} has variance gain<sup>2</sup> /
 * fanIn, which PyTorch calls Kaiming's for that nonlinearity, and {@code xavierNormal(random, in,
 * out).scale(gain(Nonlinearity.TANH))} is PyTorch's {@code xavier_normal_} with a gain.
 */
public final class Initialization {
  private Initialization() {}

  /**
   * Evenly distributed with variance 2 / (fanIn + fanOut), within ±sqrt(6 / (fanIn + fanOut))
   * (Glorot and Bengio 2010).
   */
  public static Tensor xavierUniform(RandomSource random, int... shape) {
    return uniform(random, Math.sqrt(6.0 / (fanIn(shape) + fanOut(shape))), shape);
  }

  /** Normally distributed with variance 2 / (fanIn + fanOut) (Glorot and Bengio 2010). */
  public static Tensor xavierNormal(RandomSource random, int... shape) {
    return normal(random, Math.sqrt(2.0 / (fanIn(shape) + fanOut(shape))), shape);
  }

  /**
   * Evenly distributed with variance 2 / fanIn, within ±sqrt(6 / fanIn), which suits a rectifier
   * (He et al. 2015).
   */
  public static Tensor kaimingUniform(RandomSource random, int... shape) {
    return uniform(random, Math.sqrt(6.0 / fanIn(shape)), shape);
  }

  /** Normally distributed with variance 2 / fanIn, which suits a rectifier (He et al. 2015). */
  public static Tensor kaimingNormal(RandomSource random, int... shape) {
    return normal(random, Math.sqrt(2.0 / fanIn(shape)), shape);
  }

  /**
   * Evenly distributed with variance 1 / fanIn, within ±sqrt(3 / fanIn) (LeCun and others 1998).
   */
  public static Tensor lecunUniform(RandomSource random, int... shape) {
    return uniform(random, Math.sqrt(3.0 / fanIn(shape)), shape);
  }

  /**
   * Normally distributed with variance 1 / fanIn, which suits {@code selu} and the identity (LeCun
   * and others 1998).
   */
  public static Tensor lecunNormal(RandomSource random, int... shape) {
    return normal(random, Math.sqrt(1.0 / fanIn(shape)), shape);
  }

  /**
   * Rows, or columns if there are fewer of them, that are orthogonal and have norm 1 (Saxe,
   * McClelland and Ganguli 2014), evenly distributed among all such matrices. Weights of more axes
   * count as a matrix with a row for each place of the first axis, as in PyTorch.
   *
   * @throws IllegalArgumentException if the shape is of rank 0 or 1, or has no element
   */
  public static Tensor orthogonal(RandomSource random, int... shape) {
    requireWeights(shape);
    return OrthogonalMatrix.draw(random, shape);
  }

  /**
   * Normally distributed around 0 and drawn again beyond two deviations, so that the variance is
   * 0.7737 times the square of the deviation.
   *
   * @param deviation that of the normal distribution
   * @throws IllegalArgumentException unless the deviation is positive
   */
  public static Tensor truncatedNormal(RandomSource random, float deviation, int... shape) {
    return normalWithin(random, 0, deviation, -2 * deviation, 2 * deviation, shape);
  }

  /**
   * Normally distributed under the condition that elements are within bounds, as PyTorch's {@code
   * trunc_normal_}.
   *
   * @param mean that of the normal distribution
   * @param deviation that of the normal distribution
   * @throws IllegalArgumentException unless the deviation is positive and the lower bound is less
   *     than the upper one
   */
  public static Tensor normalWithin(
      RandomSource random, float mean, float deviation, float low, float high, int... shape) {
    return new TruncatedNormal(mean, deviation, low, high).draw(random, shape);
  }

  /**
   * What weights are multiplied by so that a nonlinearity keeps the scale, as PyTorch's {@code
   * calculate_gain} has it: 1 for the identity and the logistic function, 5 / 3 for {@code tanh},
   * sqrt(2) for {@code relu}, 3 / 4 for {@code selu}, and {@link #leakyReluGain} of 0.01.
   *
   * @throws IllegalArgumentException for a nonlinearity that no gain is in use for
   */
  public static float gain(Nonlinearity nonlinearity) {
    return switch (nonlinearity) {
      case IDENTITY, SIGMOID -> 1;
      case TANH -> (float) (5.0 / 3);
      case RELU -> (float) Math.sqrt(2);
      case LEAKY_RELU -> leakyReluGain(0.01f);
      case SELU -> 0.75f;
      case ELU, GELU, SILU, SOFTPLUS ->
          throw new IllegalArgumentException(
              "gain: one of IDENTITY, SIGMOID, TANH, RELU, LEAKY_RELU and SELU expected: "
                  + nonlinearity);
    };
  }

  /** The gain of a {@code leakyRelu}: sqrt(2 / (1 + slope<sup>2</sup>)) (He and others 2015). */
  public static float leakyReluGain(float slope) {
    return (float) Math.sqrt(2 / (1 + (double) slope * slope));
  }

  /** Every element 0, for biases. */
  public static Tensor zeros(int... shape) {
    return Tensor.zeros(shape);
  }

  /**
   * How many inputs a unit has.
   *
   * @throws IllegalArgumentException if the shape is of rank 0 or 1, or has no element
   */
  public static int fanIn(int... shape) {
    requireWeights(shape);
    return shape.length == 2 ? shape[0] : shape[1] * window(shape);
  }

  /**
   * How many outputs depend on an input.
   *
   * @throws IllegalArgumentException if the shape is of rank 0 or 1, or has no element
   */
  public static int fanOut(int... shape) {
    requireWeights(shape);
    return shape.length == 2 ? shape[1] : shape[0] * window(shape);
  }

  private static int window(int[] shape) {
    int size = 1;
    for (int i = 2; i < shape.length; i++) {
      size *= shape[i];
    }
    return size;
  }

  private static void requireWeights(int[] shape) {
    boolean empty = false;
    for (int size : shape) {
      empty |= size <= 0;
    }
    if (shape.length < 2 || empty) {
      throw new IllegalArgumentException(
          "weights have rank 2 or more and at least one element: " + Arrays.toString(shape));
    }
  }

  /** Evenly distributed within ±bound. */
  static Tensor uniform(RandomSource random, double bound, int... shape) {
    return Tensors.uniform(random, (float) -bound, (float) bound, shape);
  }

  private static Tensor normal(RandomSource random, double deviation, int... shape) {
    return Tensors.normal(random, shape).scale((float) deviation);
  }
}
