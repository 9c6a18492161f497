package dev.adjoint.samples.representation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.random.RandomSource;
import dev.adjoint.samples.CommandRun;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.tensor.Tensors;
import dev.adjoint.testing.GradientCheck;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AutoencodersTest {
  @TempDir Path directory;

  private final RandomSource random = RandomSource.of(3);

  @Test
  void allOfThemLearn() {
    CommandRun run =
        CommandRun.of(
            "run", "autoencoders", "--epochs", "10", "--images", "1000", "--out", directory);
    assertThat(run.exitCode()).as(run.err()).isZero();
    double[] errors = numbers(run.out(), "broken images: ");
    assertThat(errors[0]).as("denoised").isLessThan(errors[1]).isLessThan(errors[2] / 2);
    double[] activities = numbers(run.out(), "not sparse: ");
    assertThat(activities[0]).as("activity").isLessThan(activities[1] / 2);
    double[] nats = numbers(run.out(), "one by one: ");
    assertThat(nats[0]).as("bound").isLessThan(0.9 * nats[1]);
  }

  private static double[] numbers(String out, String label) {
    String line = out.lines().filter(each -> each.contains(label)).findFirst().orElseThrow();
    String numbers = line.substring(line.indexOf(label) + label.length()).replaceAll(" \\(.*", "");
    return Arrays.stream(numbers.split("[,;] ")).mapToDouble(Double::parseDouble).toArray();
  }

  @Test
  void gradientsAreRight() {
    Autoencoder autoencoder = Autoencoder.init(5, 3, random);
    Tensor x = Tensors.uniform(random, 0, 1, 4, 5);
    GradientCheck.of(Autoencoder::loss, AutoencoderGrad::loss)
        .tree(Autoencoder.class, AutoencoderTree.TREE)
        .at(autoencoder, x, Tensors.uniform(random, 0, 1, 4, 5));
    GradientCheck.of(
            (Autoencoder ae, Tensor images) -> ae.sparseLoss(images, 0.1f, 0.5f),
            (ae, images) -> AutoencoderGrad.sparseLoss(ae, images, 0.1f, 0.5f))
        .tree(Autoencoder.class, AutoencoderTree.TREE)
        .at(autoencoder, x);
  }

  @Test
  void theGradientOfTheBoundIsRight() {
    GradientCheck.of(Vae::loss, VaeGrad::loss)
        .tree(Vae.class, VaeTree.TREE)
        .at(
            Vae.init(5, 6, 2, random),
            Tensors.uniform(random, 0, 1, 4, 5),
            Tensors.normal(random, 4, 2));
  }

  /** ½ (σ² + μ² - 1) - log σ, of a code that does not depend on the image. */
  @Test
  void theDivergenceIsThatOfNormalDistributions() {
    Vae vae = VaeTree.TREE.zeros(Vae.init(5, 6, 1, random));
    vae.mean().bias().array()[0] = 0.7f;
    vae.logVariance().bias().array()[0] = (float) Math.log(0.5 * 0.5);
    double divergence = 0.5 * (0.25 + 0.49 - 1) - Math.log(0.5);
    Tensor x = Tensors.uniform(random, 0, 1, 4, 5);
    assertThat((double) vae.loss(x, Tensor.zeros(4, 1)))
        .isCloseTo(5 * Math.log(2) + divergence, within(1e-5));
  }
}
