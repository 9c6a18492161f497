package dev.adjoint.kernel.vector;

import dev.adjoint.random.RandomSource;
import dev.adjoint.tensor.ConvolutionGradients;
import dev.adjoint.tensor.Convolutions;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.tensor.Tensors;
import java.util.Arrays;

/** A program that prints hashes of the bits of convolutions; {@link ThreadsTest} starts it. */
final class ConvolutionBits {
  /** Images, channels, rows and columns, outputs, kernel, stride. */
  static final int[][] SHAPES = {
    {8, 3, 33, 6, 5, 1},
    {5, 19, 7, 70, 3, 1},
    {9, 17, 8, 13, 3, 1},
    {7, 40, 14, 33, 1, 1},
    {3, 64, 28, 64, 3, 1},
    {4, 24, 31, 48, 3, 2},
    {2, 96, 40, 28, 3, 1},
    {20, 32, 4, 32, 3, 1},
    {20, 16, 4, 16, 3, 1}
  };

  private ConvolutionBits() {}

  public static void main(String[] arguments) {
    RandomSource random = RandomSource.of(3);
    int[] one = {1, 1};
    for (int[] s : SHAPES) {
      int[] stride = {s[5], s[5]};
      int[] padding = {s[4] / 2, s[4] / 2};
      Tensor x = Tensors.normal(random, s[0], s[1], s[2], s[2]);
      Tensor w = Tensors.normal(random, s[3], s[1], s[4], s[4]);
      Tensor y = Convolutions.conv2d(x, w, stride, padding, one, 1);
      Tensor seed = Tensors.normal(random, y.shape());
      Tensor byX = ConvolutionGradients.conv2dInput(seed, w, x.shape(), stride, padding, one, 1);
      Tensor byW = ConvolutionGradients.conv2dWeight(x, seed, s[4], s[4], stride, padding, one, 1);
      System.out.printf("%s %x %x %x%n", Arrays.toString(s), hash(y), hash(byX), hash(byW));
    }
  }

  private static int hash(Tensor tensor) {
    return Arrays.hashCode(tensor.toArray());
  }
}
