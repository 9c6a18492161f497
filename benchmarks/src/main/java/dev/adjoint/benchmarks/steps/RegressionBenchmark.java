package dev.adjoint.benchmarks.steps;

import com.google.auto.service.AutoService;
import dev.adjoint.benchmarks.Benchmark;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Compares training steps with what was recorded on the same kind of machine, by how many times as
 * fast as PyTorch they are: a ratio of the least times of one sitting, which other work on the
 * machine changes less than it does medians. What seems to have become slower is measured once
 * more.
 */
@AutoService(Benchmark.class)
@Command(
    name = "regression",
    description = "Fails if a training step has become slower beside PyTorch's than was recorded.")
public final class RegressionBenchmark implements Benchmark {
  @Spec private @Nullable CommandSpec spec;

  @Mixin private PeerOptions options = new PeerOptions();

  @Option(
      names = "--recorded",
      defaultValue = "benchmarks/recorded.csv",
      description = "The file of recorded ratios (${DEFAULT-VALUE}).")
  private Path file = Path.of("");

  @Option(names = "--record", description = "Writes the ratios of this run into the file.")
  private boolean isRecording;

  @Option(
      names = "--fall",
      defaultValue = "0.15",
      description = "The fraction by which a ratio may fall (${DEFAULT-VALUE}).")
  private double fall;

  /** Creates the command with its default settings. */
  public RegressionBenchmark() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out =
        spec == null ? new PrintWriter(System.out, true) : spec.commandLine().getOut();
    RecordedRatios recorded = RecordedRatios.read(file);
    int failures = 0;
    for (String model : options.models) {
      int java = Runtime.version().feature();
      String key = RecordedRatios.key(Processor.name(), java, options.threads, model);
      OptionalDouble before = recorded.ratio(key);
      if (!isRecording && before.isEmpty()) {
        out.printf("%s: nothing recorded, run with --record%n", key);
        failures++;
        continue;
      }
      double ratio = ratio(model);
      if (isRecording) {
        recorded.put(key, ratio);
        out.printf("%s: %.2f recorded%n", key, ratio);
        continue;
      }
      if (recorded.isFallen(key, ratio, fall)) {
        ratio = Math.max(ratio, ratio(model));
      }
      boolean isFallen = recorded.isFallen(key, ratio, fall);
      failures += isFallen ? 1 : 0;
      out.printf(
          "%s: %.2f, recorded %.2f%s%n",
          key, ratio, before.getAsDouble(), isFallen ? ", SLOWER" : "");
      out.flush();
    }
    if (isRecording) {
      recorded.write(file);
    }
    out.flush();
    return failures == 0 ? 0 : 1;
  }

  /** How many times as fast as the faster of the peer's ways. */
  private double ratio(String model) throws IOException, InterruptedException {
    return new SideBySide(options)
        .run(model).stream().mapToDouble(StepTimes::leastRatio).min().orElseThrow();
  }
}
