package dev.adjoint.benchmarks.images;

import com.google.auto.service.AutoService;
import dev.adjoint.benchmarks.Benchmark;
import dev.adjoint.benchmarks.Peer;
import dev.adjoint.benchmarks.Sweeps;
import dev.adjoint.kernel.Workers;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Times operations on images beside PyTorch's, one after the other, in turns. */
@AutoService(Benchmark.class)
@Command(
    name = "images",
    description = {
      "Times convolutions, pooling and batch normalization beside PyTorch's, in turns.",
      "-Dadjoint.threads=1 sets the threads of both."
    })
public final class ImagesBenchmark implements Benchmark {
  /** Kind, images, channels, size, outputs, kernel, stride, padding, dilation, groups. */
  private static final String CASES =
      """
      conv-w 64 1 28 6 5 1 2 1 1
      conv 64 6 14 16 5 1 0 1 1
      conv 64 32 16 64 3 1 1 1 1
      conv 32 16 32 16 3 1 1 1 1
      conv 32 32 16 32 3 1 1 1 1
      conv 32 64 8 64 3 1 1 1 1
      conv-w 32 3 32 16 3 1 1 1 1
      conv 32 16 32 32 3 2 1 1 1
      conv 32 32 16 64 3 2 1 1 1
      conv 32 16 32 32 1 2 0 1 1
      conv 32 64 16 64 1 1 0 1 1
      conv 32 32 16 32 3 1 2 2 1
      conv 32 32 16 32 3 1 1 1 32
      conv 32 32 16 32 3 1 1 1 4
      conv 8 256 14 256 3 1 1 1 1
      conv 8 512 7 512 3 1 1 1 1
      conv 8 64 56 64 3 1 1 1 1
      conv 8 128 28 256 3 2 1 1 1
      conv 8 256 14 512 1 2 0 1 1
      conv 8 64 56 192 3 1 1 1 1
      conv 8 192 28 96 1 1 0 1 1
      conv 8 480 14 192 1 1 0 1 1
      conv 8 32 28 96 5 1 2 1 1
      conv 8 64 27 192 5 1 2 1 1
      conv-w 8 3 224 64 7 2 3 1 1
      conv 2 3 224 64 7 2 3 1 1
      max 64 6 28 0 2 2 0 1 1
      max 64 16 10 0 2 2 0 1 1
      max 32 64 32 0 3 2 1 1 1
      mean 64 16 28 0 2 2 0 1 1
      mean 32 64 8 0 8 8 0 1 1
      norm 32 16 32 0 1 1 0 1 1
      norm 32 32 16 0 1 1 0 1 1
      norm 32 64 8 0 1 1 0 1 1
      relu 32 16 32 0 1 1 0 1 1
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
      defaultValue = "benchmarks/peers/pytorch/images.py",
      description = "The peer's script (${DEFAULT-VALUE}).")
  private Path peer = Path.of("");

  @Option(names = "--only", description = "Cases whose titles contain this.", defaultValue = "")
  private String only = "";

  @Option(names = "--alone", description = "Leaves PyTorch out.")
  private boolean isAlone;

  /** Creates the command with its default settings. */
  public ImagesBenchmark() {}

  @Override
  public Integer call() throws IOException {
    PrintWriter out =
        spec == null ? new PrintWriter(System.out, true) : spec.commandLine().getOut();
    int threads = Workers.shared().threads();
    List<ImageCase> cases =
        CASES.lines().map(ImageCase::of).filter(c -> c.title().contains(only)).toList();
    // All shapes once before any is timed, as in a program that runs them all.
    for (ImageCase one : cases) {
      one.sweeps().warmUp(seconds);
    }
    out.printf(
        "Java %s, %d threads; medians of milliseconds, forward and backward%n",
        Runtime.version(), threads);
    out.println("case | ours | GFLOP/s" + (isAlone ? "" : " | PyTorch | times"));
    if (isAlone) {
      for (ImageCase one : cases) {
        report(one, null, out, new ArrayList<>());
      }
      return 0;
    }
    List<double[]> ratios = new ArrayList<>();
    try (Peer theirs = new Peer(python, peer, threads, seconds)) {
      for (ImageCase one : cases) {
        report(one, theirs, out, ratios);
      }
    }
    for (boolean convolution : new boolean[] {true, false}) {
      double[] logs =
          ratios.stream()
              .filter(r -> (r[0] == 1) == convolution)
              .mapToDouble(r -> (Math.log(r[1]) + Math.log(r[2])) / 2)
              .toArray();
      if (logs.length > 0) {
        double sum = 0;
        for (double log : logs) {
          sum += log;
        }
        out.printf(
            "geometric mean, %s: %.2f%n",
            convolution ? "convolutions" : "others", Math.exp(sum / logs.length));
      }
    }
    out.flush();
    return 0;
  }

  private void report(ImageCase one, @Nullable Peer peer, PrintWriter out, List<double[]> ratios)
      throws IOException {
    Sweeps sweeps = one.sweeps();
    double forward = Sweeps.median(sweeps.forward(), seconds);
    double backward = Sweeps.median(sweeps.backward(), seconds);
    double flops = one.isConvolution() ? one.flops() / 1e6 : 0;
    double backwardFlops = one.kind().equals("conv") ? 2 * flops : flops;
    out.printf(
        "%s | %.3f / %.3f | %.0f / %.0f",
        one.title(), forward, backward, flops / forward, backwardFlops / backward);
    if (peer != null) {
      double[] theirs = peer.ask(one.text());
      double[] ratio = {one.isConvolution() ? 1 : 0, theirs[0] / forward, theirs[1] / backward};
      ratios.add(ratio);
      out.printf(" | %.3f / %.3f | %.2f / %.2f", theirs[0], theirs[1], ratio[1], ratio[2]);
    }
    out.println();
    out.flush();
  }
}
