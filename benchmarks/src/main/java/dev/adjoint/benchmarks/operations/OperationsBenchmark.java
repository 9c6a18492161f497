package dev.adjoint.benchmarks.operations;

import com.google.auto.service.AutoService;
import dev.adjoint.benchmarks.Benchmark;
import dev.adjoint.benchmarks.Peer;
import dev.adjoint.benchmarks.Sweeps;
import dev.adjoint.kernel.Workers;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Times operations that are not on images beside PyTorch's, one after the other, in turns. */
@AutoService(Benchmark.class)
@Command(
    name = "operations",
    description = {
      "Times matrix products, elementwise operations, attention and optimizers beside PyTorch's,"
          + " in turns.",
      "-Dadjoint.threads=1 sets the threads of both."
    })
public final class OperationsBenchmark implements Benchmark {
  /** See {@link OperationCase}. */
  private static final String CASES =
      """
      NN 64 64 64
      NN 256 256 256
      NN 1024 1024 1024
      TN 1024 1024 1024
      NT 1024 1024 1024
      NN 64 784 512
      TN 784 64 512
      NT 64 512 784
      NN 128 768 3072
      NN 2048 128 512
      NN 1 784 512
      plus 512 768
      relu 512 768
      exp 512 768
      tanh 512 768
      sigmoid 512 768
      gelu 512 768
      geluTanh 512 768
      softmax 512 768
      layerNorm 512 768
      attention 16 4 128 32
      crossEntropy 2048 1000
      embedding 1000 128
      sgd 784 512
      adam 784 512
      adamW 784 512
      rmsProp 784 512
      adafactor 784 512
      lion 784 512
      lamb 784 512
      """;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--seconds",
      defaultValue = "0.5",
      description = "Time for each measurement (${DEFAULT-VALUE}).")
  private double seconds;

  @Option(
      names = "--python",
      defaultValue = "python3",
      description = "A Python that has PyTorch (${DEFAULT-VALUE}).")
  private String python = "python3";

  @Option(
      names = "--peer",
      defaultValue = "benchmarks/peers/pytorch/operations.py",
      description = "The peer's script (${DEFAULT-VALUE}).")
  private Path script = Path.of("");

  @Option(names = "--only", description = "Cases whose titles contain this.", defaultValue = "")
  private String only = "";

  @Option(names = "--alone", description = "Leaves PyTorch out.")
  private boolean isAlone;

  /** Creates the command with its default settings. */
  public OperationsBenchmark() {}

  @Override
  public Integer call() throws IOException {
    PrintWriter out =
        spec == null ? new PrintWriter(System.out, true) : spec.commandLine().getOut();
    int threads = Workers.shared().threads();
    List<OperationCase> cases =
        CASES.lines().map(OperationCase::of).filter(c -> c.title().contains(only)).toList();
    // All once before any is timed, as in a program that runs them all.
    for (OperationCase one : cases) {
      one.sweeps().warmUp(seconds);
    }
    out.printf(
        "Java %s, %d threads; medians of microseconds, forward and backward%n",
        Runtime.version(), threads);
    out.println("case | ours" + (isAlone ? "" : " | PyTorch | times"));
    try (Peer peer = isAlone ? null : new Peer(python, script, threads, seconds)) {
      for (OperationCase one : cases) {
        report(one, peer, out);
      }
    }
    out.flush();
    return 0;
  }

  private void report(OperationCase one, @Nullable Peer peer, PrintWriter out) throws IOException {
    Sweeps sweeps = one.sweeps();
    double forward = Sweeps.median(sweeps.forward(), seconds);
    double backward = Sweeps.median(sweeps.backward(), seconds);
    double[] theirs = peer == null ? null : peer.ask(one.text());
    if (one.isProduct()) {
      out.printf(
          "%s | %.1f (%.0f GFLOP/s)", one.title(), 1e3 * forward, one.flops() / forward / 1e6);
      if (theirs != null) {
        out.printf(
            " | %.1f (%.0f) | %.2f",
            1e3 * theirs[0], one.flops() / theirs[0] / 1e6, theirs[0] / forward);
      }
    } else if (!sweeps.isDifferentiated()) {
      out.printf("%s | %.1f", one.title(), 1e3 * forward);
      if (theirs != null && !Double.isNaN(theirs[0])) {
        out.printf(" | %.1f | %.2f", 1e3 * theirs[0], theirs[0] / forward);
      }
    } else {
      out.printf("%s | %.1f / %.1f", one.title(), 1e3 * forward, 1e3 * backward);
      if (theirs != null) {
        out.printf(
            " | %.1f / %.1f | %.2f / %.2f",
            1e3 * theirs[0], 1e3 * theirs[1], theirs[0] / forward, theirs[1] / backward);
      }
    }
    out.println();
    out.flush();
  }
}
