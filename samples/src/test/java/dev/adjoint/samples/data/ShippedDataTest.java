package dev.adjoint.samples.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.data.Dataset;
import dev.adjoint.data.Split;
import dev.adjoint.data.text.Vocabulary;
import dev.adjoint.data.transform.Normalization;
import dev.adjoint.tensor.Tensor;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ShippedDataTest {
  private static int[] counts(int[] labels, int classes) {
    int[] counts = new int[classes];
    for (int label : labels) {
      counts[label]++;
    }
    return counts;
  }

  @Test
  void clothesAreBalanced() throws IOException {
    Split<Dataset<Tensor, int[]>> fashion = FashionMnist.shipped();
    assertThat(fashion.train().x().shape()).containsExactly(10_000, 28, 28);
    assertThat(fashion.test().x().shape()).containsExactly(2_000, 28, 28);
    assertThat(counts(fashion.train().y(), 10)).containsOnly(1000);
    assertThat(counts(fashion.test().y(), 10)).containsOnly(200);
    // The first image of the originals is an ankle boot; 0.286 and 0.353 are usual statistics.
    assertThat(FashionMnist.CLASSES.get(fashion.train().y()[0])).isEqualTo("ankle boot");
    Normalization statistics = Normalization.overall(fashion.train().x());
    assertThat(statistics.mean().item()).isCloseTo(0.286f, within(0.005f));
    assertThat(statistics.deviation().item()).isCloseTo(0.353f, within(0.005f));
  }

  /** Against summaries that are published. */
  @Test
  void tables() throws IOException {
    Tables.Classes iris = Tables.iris();
    assertThat(iris.classes()).containsExactly("setosa", "versicolor", "virginica");
    assertThat(counts(iris.data().y(), 3)).containsExactly(50, 50, 50);
    assertThat(Normalization.perChannel(iris.data().x()).mean().array())
        .usingComparatorWithPrecision(0.0005f)
        .containsExactly(5.8433f, 3.0573f, 3.758f, 1.1993f);
    Tables.Classes wine = Tables.wine();
    assertThat(counts(wine.data().y(), 3)).containsExactly(59, 71, 48);
    assertThat(wine.features()).hasSize(13).startsWith("alcohol").endsWith("proline");
    Tables.Classes cancer = Tables.breastCancer();
    assertThat(cancer.classes()).containsExactly("benign", "malignant");
    assertThat(counts(cancer.data().y(), 2)).containsExactly(357, 212);
    assertThat(cancer.data().x().shape()).containsExactly(569, 30);
    Tables.Targets diabetes = Tables.diabetes();
    assertThat(diabetes.data().x().shape()).containsExactly(442, 10);
    assertThat(diabetes.features()).startsWith("age", "sex", "bmi");
    assertThat(Normalization.overall(diabetes.data().y()).mean().item())
        .isCloseTo(152.13f, within(0.01f));
  }

  @Test
  void photographsHaveColours() throws IOException {
    for (Tensor photograph : new Tensor[] {Photographs.china(), Photographs.flower()}) {
      assertThat(photograph.shape()).containsExactly(3, 320, 480);
      int plane = 320 * 480;
      float[] pixels = photograph.array();
      assertThat(Arrays.copyOf(pixels, plane))
          .isNotEqualTo(Arrays.copyOfRange(pixels, plane, 2 * plane));
      Normalization statistics = Normalization.overall(photograph);
      assertThat(statistics.deviation().item()).isBetween(0.1f, 0.5f);
    }
  }

  @Test
  void theWhale() throws IOException {
    String text = Novels.mobyDick();
    assertThat(text).startsWith("CHAPTER 1. Loomings.\n\nCall me Ishmael.");
    assertThat(text.lines().filter(line -> line.startsWith("CHAPTER "))).hasSize(135);
    Vocabulary vocabulary = Vocabulary.ofCharacters(text);
    assertThat(vocabulary.size()).isLessThan(100);
    assertThat(vocabulary.decode(vocabulary.encode(text))).isEqualTo(text);
  }
}
