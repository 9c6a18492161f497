package dev.adjoint.benchmarks.steps;

import com.google.auto.service.AutoService;
import dev.adjoint.benchmarks.Benchmark;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

  @Mixin private PeerOptions options = new PeerOptions();

  @Option(names = "--data", hidden = true)
  private @Nullable Path data;

  /** Creates the command with its default settings. */
  public StepsBenchmark() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out =
        spec == null ? new PrintWriter(System.out, true) : spec.commandLine().getOut();
    if (data != null) {
      out.println(measure(StepModel.of(options.models.get(0)), StepData.read(data)));
      out.flush();
      return 0;
    }
    out.printf(
        "%s, Java %s, %d threads; medians and least of milliseconds%n",
        Processor.name(), Runtime.version(), options.threads);
    out.println("model | ours | PyTorch | times | greatest difference of 20 losses");
    SideBySide sideBySide = new SideBySide(options);
    for (String model : options.models) {
      for (StepTimes times : sideBySide.run(model)) {
        out.printf(
            "%s | %.5f (%.5f) | %s %.5f (%.5f) | %.2f (%.2f) | %.1e%n",
            model,
            times.ours(),
            times.oursLeast(),
            times.way(),
            times.theirs(),
            times.theirsLeast(),
            times.ratio(),
            times.leastRatio(),
            times.difference());
        out.flush();
      }
    }
    return 0;
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
    long end = System.nanoTime() + (long) (options.seconds * 1e9);
    while (System.nanoTime() < end || times.size() < 15) {
      long from = System.nanoTime();
      step.run();
      times.add((System.nanoTime() - from) / 1e6);
    }
    times.sort(null);
    return "%.5f %.5f %.1e".formatted(times.get(times.size() / 2), times.get(0), difference);
  }
}
