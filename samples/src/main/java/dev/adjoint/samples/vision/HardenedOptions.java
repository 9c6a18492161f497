package dev.adjoint.samples.vision;

import dev.adjoint.data.Dataset;
import dev.adjoint.data.Split;
import dev.adjoint.random.RandomSource;
import dev.adjoint.samples.Report;
import dev.adjoint.samples.TrainingOptions;
import dev.adjoint.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of the samples that have a network of adversarial training, too. */
final class HardenedOptions {
  static final float RADIUS = 0.1f;

  /** Few steps, as each costs as much as a step of the training. */
  private static final Attack ATTACK = new Attack(RADIUS, 3);

  @Option(
      names = "--adversarial-epochs",
      paramLabel = "N",
      converter = TrainingOptions.Positive.class,
      description =
          "How often adversarial training goes through the data (default: ${DEFAULT-VALUE}).")
  private int epochs = 12;

  @Option(
      names = "--hardened-net",
      paramLabel = "FILE",
      description = "The network of adversarial training; trained and written there if missing.")
  private Optional<Path> net = Optional.empty();

  HardenedOptions() {}

  /** A network whose loss was that of images under an attack on what it was at that time. */
  ClothesNet net(Split<Dataset<Tensor, int[]>> images, long seed, Report report)
      throws IOException {
    RandomSource random = RandomSource.of(seed);
    return NetOptions.kept(
        net,
        report,
        () ->
            NetOptions.train(
                (net, x, y) ->
                    ClothesNetGrad.loss(net, ATTACK.projectedGradient(net, x, y, random), y),
                images,
                epochs,
                seed));
  }
}
