package dev.adjoint.samples.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.random.RandomSource;
import dev.adjoint.samples.training.Quick;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.tensor.Tensors;
import dev.adjoint.testing.GradientCheck;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConvolutionSampleTest {
  @TempDir Path directory;

  @Test
  void bothWaysAndAllLaws() {
    assertThat(Quick.run(directory, "convolution")).contains("(2, 1, 4, -1, 2), (2, 1, 4, -1, 2)");
  }

  @Test
  void gradientsAreRight() {
    double[] a = {0.5, -1, 2, 3};
    double[] b = {1, 0.25, -2};
    GradientCheck.of(Convolution::translateAndScale, ConvolutionGrad::translateAndScalePullback)
        .at(a, b);
    GradientCheck.of(Convolution::flipAndFilter, ConvolutionGrad::flipAndFilterPullback).at(a, b);
    RandomSource random = RandomSource.of(3);
    GradientCheck.of(Kernel::loss, KernelGrad::loss)
        .tree(Kernel.class, KernelTree.TREE)
        .at(
            new Kernel(Tensors.normal(random, 3, 3)),
            Tensors.normal(random, 2, 1, 6, 5),
            Tensors.normal(random, 2, 1, 4, 3));
  }

  /** The derivative by one operand is the other one moved along the seed without flipping. */
  @Test
  void theDerivativeIsACorrelation() {
    double[] b = {1, 2, 4};
    double[] seed = {1, 0, 0, 10, 0, 0};
    assertThat(ConvolutionGrad.flipAndFilterPullback(new double[4], b).apply(seed).a())
        .containsExactly(1, 40, 20, 10);
  }

  /** The runtime's operation does not flip; where the kernel lies within the image, it agrees. */
  @Test
  void kernelsAreConvolvedAsInMathematics() {
    double[][] image = {{1, 2, 3, 4}, {0, -1, 2, 5}, {7, 1, 1, 0}, {2, 2, 9, -3}};
    double[][] sobel = {{1, 0, -1}, {2, 0, -2}, {1, 0, -1}};
    Tensor result = Kernel.SOBEL.apply(tensor(image));
    double[][] whole = Convolution.flipAndFilter(image, sobel);
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 2; j++) {
        assertThat(result.get(0, 0, i, j)).isEqualTo((float) whole[i + 2][j + 2], within(1e-5f));
      }
    }
  }

  private static Tensor tensor(double[][] rows) {
    float[] numbers = new float[rows.length * rows[0].length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) rows[i / rows[0].length][i % rows[0].length];
    }
    return Tensor.of(numbers, 1, 1, rows.length, rows[0].length);
  }
}
