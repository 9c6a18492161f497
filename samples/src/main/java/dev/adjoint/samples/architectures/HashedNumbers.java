package dev.adjoint.samples.architectures;

import dev.adjoint.Leaf;
import dev.adjoint.tensor.Tensor;
import java.util.List;

/**
 * Numbers that look random, and that another program can make as well: each is a hash of the array
 * that it is in and of its index there (the last steps of Steele and others' SplitMix64, 2014).
 */
final class HashedNumbers {
  /** Seven of eight numbers are below it. */
  private static final double MOSTLY = 0.75;

  private HashedNumbers() {}

  /** A number from -1 to below 1. */
  static double at(int array, int index) {
    long z = ((long) array << 32 | index) * 0x9E3779B97F4A7C15L;
    z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return (z >>> 40) * 0x1p-23 - 1;
  }

  /** Fills a tensor with numbers within a bound. */
  static Tensor tensor(int array, double bound, int... shape) {
    Tensor made = Tensor.zeros(shape);
    float[] data = new float[made.size()];
    for (int i = 0; i < data.length; i++) {
      data[i] = (float) (bound * at(array, i));
    }
    return Tensor.of(data, shape);
  }

  /**
   * Fills parameters: weights so that rectified sums keep their size (He and others 2015), the
   * weights of normalizations around 1, biases around 0. Those of normalizations are around 4, and
   * mostly around -4: where the input of a rectifier is near 0, or two under a window of maximum
   * pooling are nearly equal, rounding alone decides the gradient.
   */
  static void fill(List<Leaf> parameters) {
    for (int array = 0; array < parameters.size(); array++) {
      Leaf leaf = parameters.get(array);
      double bound = leaf.shape().length == 1 ? 0.1 : Math.sqrt(6.0 / fanIn(leaf.shape()));
      for (int i = 0; i < leaf.size(); i++) {
        double number = at(array, i);
        leaf.set(i, bound * number + center(leaf.path(), number < MOSTLY));
      }
    }
  }

  private static double center(String path, boolean mayBeOff) {
    if (path.endsWith("norm.weight")) {
      return 1;
    } else if (!path.endsWith("norm.bias")) {
      return 0;
    }
    // What is added to something else would meet it near 0.
    boolean isAdded = path.contains("conv2") || path.contains("shortcut");
    return mayBeOff && !isAdded ? -4 : 4;
  }

  private static int fanIn(int[] shape) {
    return shape.length == 2 ? shape[0] : shape[1] * shape[2] * shape[3];
  }
}
