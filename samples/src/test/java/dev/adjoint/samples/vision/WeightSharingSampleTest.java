package dev.adjoint.samples.vision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.nn.Conv2d;
import dev.adjoint.nn.Conv2dTree;
import dev.adjoint.nn.LocallyConnected2dTree;
import dev.adjoint.nn.Size;
import dev.adjoint.random.RandomSource;
import dev.adjoint.samples.CommandRun;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.tensor.Tensors;
import dev.adjoint.testing.GradientCheck;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightSharingSampleTest {
  @TempDir Path directory;

  /** How well a network learns is left to the longer run that the gallery shows. */
  @Test
  void countsAndLaws() {
    CommandRun run =
        CommandRun.of(
            "run", "weight-sharing", "--epochs", "1", "--images", "100", "--out", directory);
    assertThat(run.exitCode()).isZero();
    assertThat(run.out().lines().filter(line -> !line.contains("test accuracy")))
        .anyMatch(line -> line.endsWith(": 40,000,000, 12,000,000"))
        .anyMatch(line -> line.endsWith(": 4,000,000, 10,000"))
        .anyMatch(line -> line.contains("gradient of shared weights"))
        .noneMatch(line -> line.contains("(missed)"));
  }

  /** What the formulas say, counted; biases come on top. */
  @Test
  void countsAreThoseOfTheLayers() {
    RandomSource random = RandomSource.of(1);
    Conv2d conv = Conv2d.init(random, 3, 5, 4);
    assertThat(Conv2dTree.TREE.count(conv)).isEqualTo(Weights.convolution(5, 4, 3) + 5);
    assertThat(LocallyConnected2dTree.TREE.count(Weights.local(conv, 6, 7)))
        .isEqualTo(Weights.locallyConnected(5 * 6 * 7, 4, 3) + 5 * 6 * 7);
    assertThat(FirstLayer.fullyConnected(random).parameters())
        .isEqualTo(Weights.fullyConnected(28 * 28, FirstLayer.UNITS) + FirstLayer.UNITS);
    assertThat(FirstLayer.convolution(random).parameters())
        .isEqualTo(Weights.convolution(8, 5, 1) + 8);
  }

  @Test
  void gradientsAreRight() {
    RandomSource random = RandomSource.of(4);
    Tensor images = Tensors.normal(random, 2, 1, 28, 28);
    for (FirstLayer net :
        new FirstLayer[] {
          FirstLayer.fullyConnected(random),
          FirstLayer.locallyConnected(random),
          FirstLayer.convolution(random)
        }) {
      GradientCheck.of(FirstLayer::loss, FirstLayerGrad::loss)
          .tree(FirstLayer.class, FirstLayerTree.TREE)
          .step(1e-3)
          .numbers(12)
          .at(net, images, new int[] {1, 8});
    }
  }

  @Test
  void sharedWeightsGetTheSum() {
    RandomSource random = RandomSource.of(5);
    Conv2d conv = Conv2d.init(random, 1, 2, Size.of(2), c -> {});
    Tensor x = Tensors.normal(random, 1, 1, 3, 3);
    Tensor seed = Tensors.normal(random, 1, 2, 2, 2);
    assertThat(Weights.sharing(conv, x, seed)).isLessThan(1e-5);
  }
}
