package dev.adjoint.samples.vision;

import static dev.adjoint.tensor.Convolutions.conv2d;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.random.RandomSource;
import dev.adjoint.samples.training.Quick;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.tensor.Tensors;
import dev.adjoint.testing.GradientCheck;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PoolingSampleTest {
  @TempDir Path directory;

  @Test
  void whatMovesWithTheImageAndWhatStays() {
    assertThat(Quick.run(directory, "pooling")).contains("equivariance", "invariance");
  }

  /** Numbers a tenth apart, so that no difference changes which of them is the largest. */
  @Test
  void gradientsAreRight() {
    int[] order = RandomSource.of(5).permutation(32);
    float[] numbers = new float[order.length];
    for (int i = 0; i < order.length; i++) {
      numbers[i] = order[i] / 10f;
    }
    Tensor maps = Tensor.of(numbers, 1, 2, 4, 4);
    GradientCheck.of(Subsampling::largest, SubsamplingGrad::largestPullback).at(maps, 2);
    GradientCheck.of(Subsampling::mean, SubsamplingGrad::meanPullback).at(maps, 2);
  }

  /** A law that is broken must be seen: zeros at the borders are no part of the image. */
  @Test
  void paddingByZerosIsNotEquivariant() {
    Shifts shifts = new Shifts(RandomSource.of(1));
    assertThat(shifts.equivariance((x, k) -> conv2d(x, k, 1, 1), 1, 1)).isGreaterThan(1);
  }

  @Test
  void changesStartAtZero() {
    Tensor images = Tensors.uniform(RandomSource.of(1), 0, 1, 2, 1, 8, 8);
    double[] changes = Shifts.changes(images, 8, x -> x);
    assertThat(changes[0]).isZero();
    assertThat(changes[4]).isPositive();
    assertThat(changes[8]).as("once around").isZero();
  }
}
