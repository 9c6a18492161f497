package dev.adjoint.samples.representation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.nn.Activation;
import dev.adjoint.nn.Flatten;
import dev.adjoint.nn.Linear;
import dev.adjoint.nn.Nonlinearity;
import dev.adjoint.nn.Sequential;
import dev.adjoint.random.RandomSource;
import dev.adjoint.samples.CommandRun;
import dev.adjoint.samples.data.FashionMnist;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.tensor.Tensors;
import dev.adjoint.testing.GradientCheck;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImagesAndWordsTest {
  @TempDir Path directory;

  private final RandomSource random = RandomSource.of(3);

  @Test
  void retrievalIsFarAboveChance() {
    CommandRun run =
        CommandRun.of(
            "run", "images-and-words", "--epochs", "5", "--scenes", "3000", "--out", directory);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("F3").doesNotContain("(missed)");
  }

  /** With a network that has no kinks, at which differences are wrong. */
  @Test
  void theGradientIsRight() {
    Matcher drawn = Matcher.init(4, 3, random);
    Sequential smooth =
        Sequential.of(
            new Flatten(),
            Linear.init(random, 8, 5),
            new Activation(Nonlinearity.GELU),
            Linear.init(random, 5, 3));
    GradientCheck.of(Matcher::loss, MatcherGrad::loss)
        .tree(Matcher.class, MatcherTree.TREE)
        .numbers(100)
        .at(
            new Matcher(smooth, drawn.words(), drawn.reader(), drawn.sentences(), 0.5f),
            Tensors.normal(random, 3, 1, 2, 4),
            new int[][] {{0, 1}, {2, 3}, {3, 0}});
  }

  @Test
  void allEmbeddingsHaveLengthOne() {
    Tensor embeddings = Matcher.init(4, 3, random).ofSentences(new int[][] {{0, 1}, {2, 3}});
    assertThat((double) embeddings.norm()).isCloseTo(Math.sqrt(2), within(1e-6));
  }

  @Test
  void scenesAndWhatIsSaidOfThem() throws IOException {
    Scene scene = new Scene(9, 8, true);
    assertThat(scene.caption()).isEqualTo("an ankle boot left of a bag");
    assertThat(scene.turned()).isEqualTo("a bag right of an ankle boot");
    Set<String> captions = new HashSet<>();
    Scene.all().forEach(each -> captions.add(each.caption()));
    assertThat(captions).hasSize(200);
    assertThat(Scene.all().stream().filter(Scene::isHeldOut)).hasSize(20);
    assertThat(Scenes.toLearnFrom(1000, random)).noneMatch(Scene::isHeldOut);
    Tensor images = Scenes.draw(List.of(scene), FashionMnist.shipped().test(), random).images();
    assertThat(images.shape()).containsExactly(1, 1, 28, 28);
    // Nothing is above or below what stands side by side.
    for (int x = 0; x < 28; x++) {
      assertThat(images.get(0, 0, 3, x)).isZero();
      assertThat(images.get(0, 0, 24, x)).isZero();
    }
    assertThat(images.norm()).isPositive();
  }
}
