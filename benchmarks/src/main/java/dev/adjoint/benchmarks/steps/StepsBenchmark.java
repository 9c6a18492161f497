package dev.adjoint.benchmarks.steps;

import com.google.auto.service.AutoService;
import dev.adjoint.benchmarks.Benchmark;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Times whole training steps, each model in a process of its own, beside the same steps of PyTorch
 * from the same parameters on the same data; and compares the losses of the first steps.
 */
@AutoService(Benchmark.class)
@Command(
    name = "steps",
    description = "Times training steps beside PyTorch's, and compares the losses.")
public final class StepsBenchmark implements Benchmark {
  private static final int WARM_UP = 10;

  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--models", split = ",", description = "Some of the models; all if left out.")
  private List<String> models = Arrays.stream(StepModel.values()).map(StepModel::title).toList();

  @Option(names = "--threads", defaultValue = "1", description = "Threads (${DEFAULT-VALUE}).")
  private int threads;

  @Option(
      names = "--seconds",
      defaultValue = "8",
      description = "Time for each measurement (${DEFAULT-VALUE}).")
  private double seconds;

  @Option(
      names = "--python",
      defaultValue = "python3",
      description = "A Python that has PyTorch (${DEFAULT-VALUE}).")
  private String python = "python3";

  @Option(
      names = "--peer",
      defaultValue = "benchmarks/peers/pytorch/steps.py",
      description = "The peer's script (${DEFAULT-VALUE}).")
  private Path peer = Path.of("");

  @Option(names = "--compile", description = "Also times torch.compile.")
  private boolean compiles;

  @Option(names = "--preload", description = "A library for PyTorch that LD_PRELOAD names.")
  private @Nullable Path preload;

  @Option(names = "--plain", description = "Leaves the Vector API out.")
  private boolean isPlain;

  @Option(names = "--data", hidden = true)
  private @Nullable Path data;

  /** Creates the command with its default settings. */
  public StepsBenchmark() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out =
        spec == null ? new PrintWriter(System.out, true) : spec.commandLine().getOut();
    if (data != null) {
      out.println(measure(StepModel.of(models.get(0)), StepData.read(data)));
      out.flush();
      return 0;
    }
    out.printf(
        "Java %s, %d threads; medians and least of milliseconds%n", Runtime.version(), threads);
    out.println("model | ours | PyTorch | times | greatest difference of 20 losses");
    for (String model : models) {
      report(model, out);
    }
    return 0;
  }

  private void report(String model, PrintWriter out) throws IOException, InterruptedException {
    Path exported = Files.createTempFile("steps", ".npz");
    try {
      peer(model, "--export", exported.toString());
      String[] ours = ours(model, exported).split(" ");
      List<String> ways = new ArrayList<>(List.of("eager"));
      if (compiles) {
        ways.add("compiled");
      }
      for (String way : ways) {
        List<String> options = new ArrayList<>(List.of("--seconds", Double.toString(seconds)));
        if (way.equals("compiled")) {
          options.add("--compile");
        }
        String[] theirs = peer(model, options.toArray(String[]::new)).split(" ");
        double ratio = Double.parseDouble(theirs[0]) / Double.parseDouble(ours[0]);
        double least = Double.parseDouble(theirs[1]) / Double.parseDouble(ours[1]);
        out.printf(
            "%s | %s (%s) | %s %s (%s) | %.2f (%.2f) | %s%n",
            model, ours[0], ours[1], way, theirs[0], theirs[1], ratio, least, ours[2]);
        out.flush();
      }
    } finally {
      Files.delete(exported);
    }
  }

  private String ours(String model, Path exported) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (!isPlain) {
      command.addAll(List.of("--add-modules", "jdk.incubator.vector"));
    }
    command.addAll(
        List.of(
            "-Dadjoint.threads=" + threads,
            "-cp",
            System.getProperty("java.class.path"),
            "dev.adjoint.benchmarks.Benchmarks",
            "steps",
            "--models",
            model,
            "--seconds",
            Double.toString(seconds),
            "--data",
            exported.toString()));
    return last(new ProcessBuilder(command));
  }

  private String peer(String model, String... options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(python, peer.toString(), model));
    command.addAll(List.of("--threads", Integer.toString(threads)));
    command.addAll(List.of(options));
    ProcessBuilder builder = new ProcessBuilder(command);
    if (preload != null) {
      builder.environment().put("LD_PRELOAD", preload.toAbsolutePath().toString());
    }
    return last(builder);
  }

  /** The last line that a process prints. */
  private static String last(ProcessBuilder builder) throws IOException, InterruptedException {
    Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String last = "";
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        last = line;
      }
    }
    if (process.waitFor() != 0) {
      throw new IOException(builder.command() + " ended with " + process.exitValue());
    }
    return last;
  }

  /** The median and the least time, and how far the first losses are from the peer's. */
  private String measure(StepModel model, StepData start) {
    TrainingStep<?> step = model.start(start);
    double difference = 0;
    for (double expected : start.losses()) {
      double loss = step.run();
      difference =
          Math.max(difference, Math.abs(loss - expected) / Math.max(1, Math.abs(expected)));
    }
    for (int i = 0; i < WARM_UP; i++) {
      step.run();
    }
    List<Double> times = new ArrayList<>();
    long end = System.nanoTime() + (long) (seconds * 1e9);
    while (System.nanoTime() < end || times.size() < 15) {
      long from = System.nanoTime();
      step.run();
      times.add((System.nanoTime() - from) / 1e6);
    }
    times.sort(null);
    return "%.5f %.5f %.1e".formatted(times.get(times.size() / 2), times.get(0), difference);
  }
}
