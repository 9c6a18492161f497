package dev.adjoint.benchmarks.steps;

import com.google.auto.service.AutoService;
import dev.adjoint.benchmarks.Benchmark;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Runs training steps in many JVMs. HotSpot decides by what it sees first what it compiles
 * together, and a kernel that it compiles badly may stay slow as long as the JVM runs: that shows
 * only here.
 */
@AutoService(Benchmark.class)
@Command(
    name = "fresh",
    description = "Runs each model in many fresh JVMs; fails if one of them is slow.")
public final class FreshBenchmark implements Benchmark {
  @Spec private @Nullable CommandSpec spec;

  @Mixin private PeerOptions options = new PeerOptions();

  @Option(names = "--count", defaultValue = "20", description = "JVMs (${DEFAULT-VALUE}).")
  private int count;

  @Option(
      names = "--slow",
      defaultValue = "1.5",
      description =
          "How many times as long as in the middle JVM a step is slow (${DEFAULT-VALUE}).")
  private double slow;

  /** Creates the command with its default settings. */
  public FreshBenchmark() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (count < 1) {
      throw new IllegalArgumentException("--count: at least 1 JVM expected: " + count);
    }
    PrintWriter out =
        spec == null ? new PrintWriter(System.out, true) : spec.commandLine().getOut();
    out.printf(
        "Java %s; milliseconds of the median step in the fastest, the middle and the slowest of %d"
            + " JVMs%n",
        Runtime.version(), count);
    out.println("model | fastest | middle | slowest | slow");
    int failures = 0;
    for (String model : options.models) {
      double[] medians = new SideBySide(options).fresh(model, count);
      Arrays.sort(medians);
      double middle = medians[count / 2];
      long slowOnes = Arrays.stream(medians).filter(m -> m > slow * middle).count();
      failures += slowOnes > 0 ? 1 : 0;
      out.printf(
          "%s | %.4g | %.4g | %.4g | %d%n",
          model, medians[0], middle, medians[count - 1], slowOnes);
      out.flush();
    }
    return failures == 0 ? 0 : 1;
  }
}
