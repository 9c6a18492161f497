package dev.adjoint.samples.digits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.random.RandomSource;
import dev.adjoint.samples.CommandRun;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.tensor.Tensors;
import dev.adjoint.testing.GradientCheck;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClothingTest {
  @TempDir Path directory;

  @Test
  void fewImagesMakeAFairReader() {
    CommandRun run =
        CommandRun.of("run", "clothes", "--epochs", "5", "--images", "3000", "--out", directory);
    assertThat(run.exitCode()).as(run.err()).isZero();
    Matcher accuracy = Pattern.compile("over 88 %: ([\\d.]+) %").matcher(run.out());
    assertThat(accuracy.find()).isTrue();
    assertThat(Double.parseDouble(accuracy.group(1))).isGreaterThan(70);
  }

  /** With positive inputs and weights no rectifier is near 0, where differences are wrong. */
  @Test
  void theGradientIsRight() {
    RandomSource random = RandomSource.of(4);
    ClothesNet net = ClothesNet.init(6, 0, random);
    double[] positive = Arrays.stream(ClothesNetTree.TREE.flatten(net)).map(Math::abs).toArray();
    GradientCheck.of(
            (ClothesNet n, Tensor x, int[] y) -> n.loss(x, y, random),
            (n, x, y) -> ClothesNetGrad.loss(n, x, y, random))
        .tree(ClothesNet.class, ClothesNetTree.TREE)
        .numbers(100)
        .at(
            ClothesNetTree.TREE.unflatten(net, positive),
            Tensors.uniform(random, 0.01f, 0.1f, 3, 28, 28),
            new int[] {0, 9, 4});
  }
}
