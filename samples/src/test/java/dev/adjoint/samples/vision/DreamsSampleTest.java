package dev.adjoint.samples.vision;

import static dev.adjoint.tensor.Extrema.max;
import static dev.adjoint.tensor.Extrema.min;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.random.RandomSource;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.tensor.Tensors;
import dev.adjoint.testing.GradientCheck;
import org.junit.jupiter.api.Test;

class DreamsSampleTest {
  private final RandomSource random = RandomSource.of(4);
  private final ClothesNet net = ClothesNet.init(random);
  private final Filters filters = Filters.init(6, 3, random);

  @Test
  void gradientsAreRight() {
    Tensor images = Tensors.uniform(random, 0, 1, 2, 1, 8, 8);
    GradientCheck.of(
            (Tensor x) -> net.activity(x, 2), (Tensor x) -> ClothesNetGrad.activity(net, x, 2))
        .step(1e-3)
        .numbers(20)
        .at(images);
    Tensor photograph = Tensors.uniform(random, 0, 1, 1, 3, 8, 8);
    StyleLoss loss =
        StyleLoss.of(filters, Tensors.uniform(random, 0, 1, 1, 3, 8, 8), photograph, 2, 0.5f);
    GradientCheck.of(loss::of, (Tensor x) -> StyleLossGrad.of(loss, x))
        .step(1e-3)
        .numbers(20)
        .at(Tensors.uniform(random, 0, 1, 1, 3, 8, 8));
  }

  /** The place of what is found does not matter, as far as it stays within the image. */
  @Test
  void aGramMatrixForgetsPlaces() {
    Tensor spot = Tensor.full(0.5f, 1, 3, 8, 8);
    Tensor other = spot.copy();
    spot.array()[2 * 8 + 2] = 1;
    other.array()[5 * 8 + 4] = 1;
    assertThat(filters.gram(spot, 0).isCloseTo(filters.gram(other, 0), 1e-6f)).isTrue();
    assertThat(filters.maps(spot, 0).isCloseTo(filters.maps(other, 0), 1e-6f)).isFalse();
    assertThat(filters.gram(spot, 0).isCloseTo(filters.gram(spot.zerosLike(), 0), 1e-6f)).isFalse();
  }

  @Test
  void imagesClimb() {
    Tensor classes = Dreams.ofClasses(net, 10, 20, random);
    int[] labels = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
    assertThat(net.loss(classes, labels)).isLessThan(net.loss(classes.zerosLike(), labels));
    Tensor photograph = Tensors.uniform(random, 0.4f, 0.6f, 3, 1, 32, 40);
    Tensor dream = Dreams.deep(net, photograph, 3, 12, random);
    assertThat(dream.shape()).isEqualTo(photograph.shape());
    assertThat(net.activity(dream, 3)).isGreaterThan(1.5f * net.activity(photograph, 3));
    assertThat(min(dream)).isGreaterThanOrEqualTo(0);
    assertThat(max(dream)).isLessThanOrEqualTo(1);
  }

  @Test
  void stylesAreTaken() {
    Tensor content = Tensors.uniform(random, 0, 1, 1, 3, 16, 16);
    Tensor style = Tensors.uniform(random, 0.5f, 0.7f, 1, 3, 16, 16);
    StyleLoss loss = StyleLoss.of(filters, content, style, 2, 0.1f);
    Tensor styled = new Picture(content).styled(loss, 30).pixels();
    assertThat(loss.content(content)).isZero();
    assertThat(loss.style(styled)).isLessThan(0.5f * loss.style(content));
    assertThat(loss.of(styled)).isLessThan(loss.of(content));
  }
}
