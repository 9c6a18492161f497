package dev.adjoint.samples.representation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.random.RandomSource;
import dev.adjoint.samples.CommandRun;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.tensor.Tensors;
import dev.adjoint.testing.GradientCheck;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PretrainingTest {
  @TempDir Path directory;

  private final RandomSource random = RandomSource.of(3);

  @Test
  void fewLabelsAreEnoughAfterPretraining() {
    CommandRun run =
        CommandRun.of(
            "run",
            "pretraining",
            "--epochs",
            "8",
            "--draws",
            "2",
            "--images",
            "2000",
            "--fine-tuning",
            "20",
            "--out",
            directory);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("D10").doesNotContain("(missed)");
  }

  @Test
  void theGradientIsRight() {
    GradientCheck.of(Stack::loss, StackGrad::loss)
        .tree(Stack.class, StackTree.TREE)
        .at(
            Stack.init(5, List.of(4, 3), 3, random),
            Tensors.normal(random, 4, 5),
            new int[] {0, 1, 2, 2});
  }

  @Test
  void theLayersAreThoseOfTheAutoencoders() {
    Autoencoder first = Autoencoder.init(5, 4, random);
    Autoencoder second = Autoencoder.init(4, 3, random);
    Stack stack = Stack.init(5, List.of(4, 3), 2, random).with(List.of(first, second));
    Tensor x = Tensors.normal(random, 2, 5);
    assertThat(stack.logits(x)).isEqualTo(stack.head().apply(second.code(first.code(x))));
  }
}
