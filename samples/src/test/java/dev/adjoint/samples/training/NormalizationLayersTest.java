package dev.adjoint.samples.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.random.RandomSource;
import dev.adjoint.tensor.Tensors;
import dev.adjoint.testing.GradientCheck;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NormalizationLayersTest {
  @TempDir Path directory;

  @Test
  void gradientsAreThoseOfPyTorch() throws IOException {
    assertThat(NormalizationGradients.largestDifference()).isLessThan(1e-5);
  }

  @Test
  void aDeepNetworkLearnsFaster() {
    assertThat(Quick.run(directory, "normalization", "--epochs", "5")).contains("sigmoids");
  }

  @Test
  void theGradientOfTheNetworkIsRight() {
    RandomSource random = RandomSource.of(4);
    GradientCheck.of(NormalizedNet::loss, NormalizedNetGrad::loss)
        .tree(NormalizedNet.class, NormalizedNetTree.TREE)
        .at(
            NormalizedNet.init(2, 3, 4, 3, random),
            Tensors.normal(random, 6, 3),
            new int[] {0, 1, 2, 2, 1, 0});
  }
}
