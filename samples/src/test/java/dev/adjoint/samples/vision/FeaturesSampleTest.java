package dev.adjoint.samples.vision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.data.Dataset;
import dev.adjoint.random.RandomSource;
import dev.adjoint.samples.training.Quick;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.tensor.Tensors;
import dev.adjoint.testing.GradientCheck;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeaturesSampleTest {
  @TempDir Path directory;

  @Test
  void aNetworkIsTrainedAndKept() {
    Path net = directory.resolve("net.safetensors");
    String first =
        Quick.run(
            directory, "features", "--epochs", "4", "--images", "1000", "--net", net.toString());
    assertThat(net).isRegularFile();
    String second = Quick.run(directory, "features", "--images", "1000", "--net", net.toString());
    assertThat(second).contains("the network of " + net);
    assertThat(second.lines().filter(line -> line.contains("test accuracy")))
        .containsExactlyElementsOf(
            first.lines().filter(line -> line.contains("test accuracy")).toList());
  }

  @Test
  void gradientsAreRight() {
    RandomSource random = RandomSource.of(4);
    ClothesNet net = ClothesNet.init(random);
    Tensor images = Tensors.normal(random, 2, 1, 8, 8);
    int[] labels = {3, 7};
    // Small steps: larger ones would often change which number of a square is the largest.
    GradientCheck.of(ClothesNet::loss, ClothesNetGrad::loss)
        .tree(ClothesNet.class, ClothesNetTree.TREE)
        .step(1e-3)
        .numbers(20)
        .at(net, images, labels);
    GradientCheck.of(
            (Tensor x) -> net.lossOfImages(x, labels),
            x -> ClothesNetGrad.lossOfImages(net, x, labels))
        .step(1e-3)
        .numbers(20)
        .at(images);
    GradientCheck.of(
            (Tensor x) -> net.scoreOfMaps(x, labels),
            x -> ClothesNetGrad.scoreOfMaps(net, x, labels))
        .at(Tensors.normal(random, 2, 64, 2, 2));
  }

  @Test
  void theStrongestImagesOfAUnit() {
    Dataset<Tensor, int[]> images = Dataset.of(Tensor.zeros(4, 1, 1, 1), new int[] {0, 1, 1, 2});
    Units units = new Units(images, Tensor.of(new float[][] {{1, 0}, {3, 0}, {4, 0}, {2, 0}}));
    assertThat(units.strongest(0, 3)).containsExactly(2, 1, 3);
    assertThat(units.purity(units.strongest(0, 3))).isEqualTo(2 / 3.0);
    assertThat(units.isAlive(0)).isTrue();
    assertThat(units.isAlive(1)).isFalse();
  }
}
