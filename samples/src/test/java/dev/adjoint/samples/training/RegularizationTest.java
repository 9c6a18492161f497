package dev.adjoint.samples.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.random.RandomSource;
import dev.adjoint.tensor.Tensors;
import dev.adjoint.testing.GradientCheck;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegularizationTest {
  @TempDir Path directory;

  @Test
  void everyKindHelps() {
    assertThat(Quick.run(directory, "regularization"))
        .contains("weight decay", "L1", "early stopping", "flip, crop, shift, noise");
  }

  @Test
  void theGradientWithL1IsRight() {
    RandomSource random = RandomSource.of(4);
    GradientCheck.of(Perceptron::lossWithL1, PerceptronGrad::lossWithL1)
        .tree(Perceptron.class, PerceptronTree.TREE)
        .at(
            awayFromZero(Perceptron.init(2, random)),
            Tensors.uniform(random, 0, 1, 3, 28, 28),
            new int[] {1, 2, 0},
            0.01f);
  }

  /** Differences of an absolute value are wrong where they reach across 0. */
  private static Perceptron awayFromZero(Perceptron perceptron) {
    double[] values = PerceptronTree.TREE.flatten(perceptron);
    for (int i = 0; i < values.length; i++) {
      values[i] += Math.copySign(0.05, values[i]);
    }
    return PerceptronTree.TREE.unflatten(perceptron, values);
  }
}
