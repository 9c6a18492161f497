package dev.adjoint.samples.vision;

import static dev.adjoint.tensor.Elementwise.abs;
import static dev.adjoint.tensor.Extrema.max;
import static dev.adjoint.tensor.Extrema.min;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.random.RandomSource;
import dev.adjoint.samples.training.Quick;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.tensor.Tensors;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdversarialSampleTest {
  @TempDir Path directory;

  @Test
  void adversarialTrainingHelps() {
    String[] options =
        "--epochs 4 --adversarial-epochs 4 --images 1000 --attacked 60 --attack-steps 5".split(" ");
    assertThat(Quick.run(directory, "adversarial", options)).contains("projected gradient");
  }

  /** What an attack may not do, and what it must. */
  @Test
  void attacksStayNearAndRaiseTheLoss() {
    RandomSource random = RandomSource.of(5);
    ClothesNet net = ClothesNet.init(random);
    Tensor images = Tensors.uniform(random, 0, 1, 4, 1, 12, 12);
    int[] labels = {0, 3, 6, 9};
    Attack attack = new Attack(0.05f, 10);
    Tensor sign = attack.fastGradientSign(net, images, labels);
    Tensor projected = attack.projectedGradient(net, images, labels, random);
    for (Tensor changed : new Tensor[] {sign, projected}) {
      assertThat(max(abs(changed.minus(images)))).isPositive().isLessThan(0.05001f);
      assertThat(min(changed)).isGreaterThanOrEqualTo(0);
      assertThat(max(changed)).isLessThanOrEqualTo(1);
      assertThat(net.loss(changed, labels)).isGreaterThan(net.loss(images, labels));
    }
    assertThat(net.loss(projected, labels)).isGreaterThan(net.loss(sign, labels));
  }
}
