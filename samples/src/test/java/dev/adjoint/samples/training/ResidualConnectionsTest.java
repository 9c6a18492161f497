package dev.adjoint.samples.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.Leaf;
import dev.adjoint.random.RandomSource;
import dev.adjoint.samples.CommandRun;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.tensor.Tensors;
import dev.adjoint.testing.GradientCheck;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResidualConnectionsTest {
  @TempDir Path directory;

  @Test
  void theResidualNetworkLearnsWhereThePlainOneDoesNot() {
    CommandRun run =
        CommandRun.of(
            "run",
            "residual",
            "--epochs",
            "10",
            "--resnet-epochs",
            "1",
            "--images",
            "64",
            "--out",
            directory);
    assertThat(run.exitCode()).isZero();
    assertThat(run.out().lines().filter(line -> line.contains("40 layers")))
        .isNotEmpty()
        .noneMatch(line -> line.contains("(missed)"));
  }

  /** The paper's table 6: 0.27 million parameters; ours has a projection and biases beside. */
  @Test
  void resNetHasTwentyLayers() {
    ResNet net = ResNet.init(3, 1, 10, RandomSource.of(1));
    assertThat(1 + 2 * net.blocks().size() + 1).isEqualTo(20);
    assertThat(ResNetTree.TREE.count(net)).isBetween(265_000L, 285_000L);
    Tensor logits = net.logits(Tensor.ones(2, 1, 28, 28));
    assertThat(logits.shape()).containsExactly(2, 10);
  }

  @Test
  void gradientsAreRight() {
    RandomSource random = RandomSource.of(4);
    for (boolean skips : new boolean[] {true, false}) {
      GradientCheck.of(SkipNet::loss, SkipNetGrad::loss)
          .tree(SkipNet.class, SkipNetTree.TREE)
          .at(
              allOn(SkipNet.init(4, 3, 4, 3, skips, random)),
              Tensors.normal(random, 4, 3),
              new int[] {0, 1, 2, 2});
    }
  }

  /** With large biases no rectifier is near 0, where differences are wrong. */
  private static SkipNet allOn(SkipNet net) {
    double[] values = SkipNetTree.TREE.flatten(net);
    int at = 0;
    for (Leaf leaf : SkipNetTree.TREE.leaves(net)) {
      for (int i = at; i < at + leaf.size() && leaf.path().endsWith("bias"); i++) {
        values[i] += 4;
      }
      at += leaf.size();
    }
    return SkipNetTree.TREE.unflatten(net, values);
  }
}
