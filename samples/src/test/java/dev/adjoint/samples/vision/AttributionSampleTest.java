package dev.adjoint.samples.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.data.Dataset;
import dev.adjoint.nn.Linear;
import dev.adjoint.random.RandomSource;
import dev.adjoint.samples.training.Quick;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.tensor.Tensors;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttributionSampleTest {
  @TempDir Path directory;

  @Test
  void mapsLieOnWhatTheyAreAbout() {
    assertThat(Quick.run(directory, "attribution", "--epochs", "4", "--images", "1000"))
        .contains("where chance is a quarter");
  }

  /** Where all that is sent back is positive, guided backpropagation is backpropagation. */
  @Test
  void guidedBackpropagationDropsWhatSpeaksAgainst() {
    ClothesNet random = ClothesNet.init(RandomSource.of(2));
    ClothesNet positive = ClothesNetTree.TREE.mapValues(random, Math::abs);
    Tensor images = Tensors.uniform(RandomSource.of(3), 0.1f, 1, 2, 1, 8, 8);
    Attribution all = new Attribution(positive, images, new int[] {1, 2});
    assertThat(all.guidedBackpropagation()).isEqualTo(all.inputGradient());
    assertThat(all.inputGradient().sum()).isPositive();
    ClothesNet against =
        new ClothesNet(
            positive.conv1(),
            positive.conv2(),
            positive.conv3(),
            new Linear(positive.head().weight().negate(), positive.head().bias()));
    Attribution none = new Attribution(against, images, new int[] {1, 2});
    assertThat(none.inputGradient().sum()).isNegative();
    assertThat(none.guidedBackpropagation()).isEqualTo(images.zerosLike());
  }

  @Test
  void aQuarterIsChance() {
    RandomSource random = RandomSource.of(4);
    Dataset<Tensor, int[]> clothes =
        Dataset.of(
            Tensors.uniform(random, 0, 1, 10, 1, 4, 4), new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9});
    Collages collages = Collages.of(clothes, 5, random);
    assertThat(collages.images().shape()).containsExactly(5, 1, 8, 8);
    for (int[] labels : collages.labels()) {
      assertThat(labels).hasSize(4).doesNotHaveDuplicates();
    }
    ClothesNet net = ClothesNet.init(random);
    assertThat(collages.share(net, a -> Tensor.ones(5, 1, 8, 8))).isEqualTo(0.25, within(1e-6));
  }
}
