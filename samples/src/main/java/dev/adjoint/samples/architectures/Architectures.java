package dev.adjoint.samples.architectures;

import com.google.auto.service.AutoService;
import dev.adjoint.samples.Report;
import dev.adjoint.samples.Sample;
import dev.adjoint.samples.TrainingOptions;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** AlexNet, GoogLeNet and ResNet-18 at full size, number by number beside PyTorch's. */
@AutoService(Sample.class)
@Command(
    name = "architectures",
    description = "AlexNet, GoogLeNet and ResNet-18 at full size, beside PyTorch's.")
public final class Architectures extends Sample {
  /** The images that PyTorch's results are for. */
  static final int IMAGES = 2;

  static final double TOLERANCE = 1e-4;

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "How many steps are timed, 0 for none (default: ${DEFAULT-VALUE}).")
  private int steps = 8;

  @Option(
      names = "--batch",
      paramLabel = "N",
      converter = TrainingOptions.Positive.class,
      description = "The images of a timed step; PyTorch's are 8 (default: ${DEFAULT-VALUE}).")
  private int batch = 8;

  @Override
  public List<String> rows() {
    return List.of("E5");
  }

  @Override
  public List<String> quick() {
    return List.of("--steps", "0");
  }

  @Override
  protected void run(Report report) throws IOException {
    StringBuilder table =
        new StringBuilder(
            "network     parameters  gradients from PyTorch's    a step, PyTorch's     memory, PyTorch's\n");
    double worst = 0;
    for (Network<?> network : Network.all()) {
      Expected expected = Expected.of(network.name());
      double difference =
          Collections.max(
              expected.differences(network.fingerprints(IMAGES, expected.images())).values());
      worst = Math.max(worst, difference);
      table.append(
          String.format(
              Locale.ROOT, "%-10s %11d  %24.1e", network.name(), network.parameters(), difference));
      if (steps > 0) {
        Network.Cost cost = network.measure(batch, steps);
        table.append(
            String.format(
                Locale.ROOT,
                "  %8.0f, %5.0f ms  %10.0f, %5.0f MB",
                cost.milliseconds(),
                expected.cost().milliseconds(),
                cost.megabytes(),
                expected.cost().megabytes()));
      }
      table.append('\n');
      report.say("%s: within %.1e of PyTorch", network.name(), difference);
    }
    report.result(
        "E5",
        "loss, logits and all gradients of the three networks are PyTorch's, on the same weights"
            + " and images, to 1e-4 of their norms",
        worst < TOLERANCE,
        "%.1e",
        worst);
    report.excerpt(
        "E5",
        "differences, and what a step of "
            + batch
            + " images costs beside PyTorch on the machine of this page",
        table.toString());
  }
}
