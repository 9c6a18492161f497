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

  private static Tensor uniform(RandomSource random, double bound, int... shape) {
    return Tensors.uniform(random, (float) -bound, (float) bound, shape);
  }

  private static Tensor normal(RandomSource random, double deviation, int... shape) {
    return Tensors.normal(random, shape).scale((float) deviation);
  }
}
