package dev.adjoint.benchmarks.steps;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of commands that run training steps beside PyTorch's. */
final class PeerOptions {
  @Option(names = "--models", split = ",", description = "Some of the models; all if left out.")
  List<String> models = Arrays.stream(StepModel.values()).map(StepModel::title).toList();

  @Option(names = "--threads", defaultValue = "1", description = "Threads (${DEFAULT-VALUE}).")
  int threads;

  @Option(
      names = "--seconds",
      defaultValue = "8",
      description = "Time for each measurement (${DEFAULT-VALUE}).")
  double seconds;

  @Option(
      names = "--python",
      defaultValue = "python3",
      description = "A Python that has PyTorch (${DEFAULT-VALUE}).")
  String python = "python3";

  @Option(
      names = "--peer",
      defaultValue = "benchmarks/peers/pytorch/steps.py",
      description = "The peer's script (${DEFAULT-VALUE}).")
  Path peer = Path.of("");

  @Option(names = "--compile", description = "Also times torch.compile.")
  boolean compiles;

  @Option(names = "--preload", description = "A library for PyTorch that LD_PRELOAD names.")
  @Nullable Path preload;

  @Option(names = "--plain", description = "Leaves the Vector API out.")
  boolean isPlain;

  /** As picocli makes it. */
  PeerOptions() {}
}
