package dev.adjoint.samples.vision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.random.RandomSource;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.tensor.Tensors;
import dev.adjoint.testing.GradientCheck;
import org.junit.jupiter.api.Test;

class LeNetSampleTest {
  /** The paper's 61,706 parameters: 156, 2,416, 48,120, 10,164 and 850, all maps seeing all. */
  @Test
  void itHasTheLayersOfThePaper() {
    LeNet net = LeNet.init(RandomSource.of(1));
    assertThat(LeNetTree.TREE.count(net)).isEqualTo(156 + 2416 + 48_120 + 10_164 + 850);
    assertThat(net.logits(Tensor.zeros(3, 1, 28, 28)).shape()).containsExactly(3, 10);
  }

  @Test
  void gradientsAreRight() {
    RandomSource random = RandomSource.of(4);
    // Small steps: larger ones would often change which number of a square is the largest.
    GradientCheck.of(LeNet::loss, LeNetGrad::loss)
        .tree(LeNet.class, LeNetTree.TREE)
        .step(1e-3)
        .numbers(12)
        .at(LeNet.init(random), Tensors.uniform(random, 0, 1, 2, 1, 28, 28), new int[] {3, 7});
  }
}
