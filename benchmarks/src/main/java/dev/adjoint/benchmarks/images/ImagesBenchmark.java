package dev.adjoint.benchmarks.images;

import com.google.auto.service.AutoService;
import dev.adjoint.Workspace;
import dev.adjoint.benchmarks.Benchmark;
import dev.adjoint.kernel.Workers;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
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
      ImageCase.Sweeps sweeps = one.sweeps();
      median(sweeps.forward(), seconds / 2);
      median(sweeps.backward(), seconds / 2);
    }
    out.printf(
        "Java %s, %d threads; medians of milliseconds, forward and backward%n",
        Runtime.version(), threads);
    out.println("case | ours | GFLOP/s | PyTorch | times");
    if (isAlone) {
      for (ImageCase one : cases) {
        report(one, null, out, new ArrayList<>());
      }
      return 0;
    }
    Process process =
        new ProcessBuilder(
                python, peer.toString(), Integer.toString(threads), Double.toString(seconds))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    List<double[]> ratios = new ArrayList<>();
    try (BufferedReader answers = process.inputReader(StandardCharsets.UTF_8);
        BufferedWriter questions = process.outputWriter(StandardCharsets.UTF_8)) {
      for (ImageCase one : cases) {
        report(one, new Peer(questions, answers), out, ratios);
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

  private record Peer(BufferedWriter questions, BufferedReader answers) {
    double[] ask(ImageCase one) throws IOException {
      questions.write(one.text());
      questions.newLine();
      questions.flush();
      String answer = answers.readLine();
      if (answer == null) {
        throw new IOException("the peer ended at " + one.title());
      }
      String[] words = answer.split(" ", -1);
      return new double[] {Double.parseDouble(words[0]), Double.parseDouble(words[1])};
    }
  }

  private void report(ImageCase one, @Nullable Peer peer, PrintWriter out, List<double[]> ratios)
      throws IOException {
    ImageCase.Sweeps sweeps = one.sweeps();
    double forward = median(sweeps.forward(), seconds);
    double backward = median(sweeps.backward(), seconds);
    double flops = one.isConvolution() ? one.flops() / 1e6 : 0;
    double backwardFlops = one.kind().equals("conv") ? 2 * flops : flops;
    out.printf(
        "%s | %.3f / %.3f | %.0f / %.0f",
        one.title(), forward, backward, flops / forward, backwardFlops / backward);
    if (peer != null) {
      double[] theirs = peer.ask(one);
      double[] ratio = {one.isConvolution() ? 1 : 0, theirs[0] / forward, theirs[1] / backward};
      ratios.add(ratio);
      out.printf(" | %.3f / %.3f | %.2f / %.2f", theirs[0], theirs[1], ratio[1], ratio[2]);
    }
    out.println();
    out.flush();
  }

  /** The median time of runs that take their memory as a training step does. */
  private static double median(Runnable body, double seconds) {
    Workspace workspace = new Workspace();
    List<Double> times = new ArrayList<>();
    long end = System.nanoTime() + (long) (seconds * 1e9);
    while (System.nanoTime() < end || times.size() < 5) {
      long from = System.nanoTime();
      run(workspace, body);
      times.add((System.nanoTime() - from) / 1e6);
    }
    times.sort(null);
    return times.get(times.size() / 2);
  }

  private static void run(Workspace workspace, Runnable body) {
    try (Workspace.Step step = workspace.open()) {
      Workspace.enter();
      body.run();
      Workspace.exit();
    }
  }
}
