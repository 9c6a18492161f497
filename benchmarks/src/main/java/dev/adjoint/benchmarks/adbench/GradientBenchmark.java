package dev.adjoint.benchmarks.adbench;

import com.google.auto.service.AutoService;
import com.sun.management.ThreadMXBean;
import dev.adjoint.benchmarks.Benchmark;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures generated gradients beside gradients written by hand, turn by turn in one run. */
@AutoService(Benchmark.class)
@Command(
    name = "gradients",
    description = "Measures generated gradients beside hand-written ones of ADBench's objectives.")
public final class GradientBenchmark implements Benchmark {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--seconds",
      defaultValue = "6",
      description = "Seconds for each problem, a third of them to warm up (${DEFAULT-VALUE}).")
  private double seconds;

  @Option(names = "--only", defaultValue = "", description = "Problems whose names contain this.")
  private String only = "";

  private double sink;

  /** Creates the command with its default settings. */
  public GradientBenchmark() {}

  @Override
  public Integer call() {
    if (spec == null) {
      throw new IllegalStateException("a command is run by its command line");
    }
    PrintWriter out = spec.commandLine().getOut();
    out.printf("Java %s, medians, microseconds of CPU time%n", Runtime.version());
    out.println(
        "problem | objective | generated | by hand | generated / by hand | generated / objective"
            + " | bytes generated | bytes by hand | error");
    for (Problem problem : Problems.all()) {
      if (problem.name().contains(only)) {
        out.println(row(problem));
        out.flush();
      }
    }
    return Double.isNaN(sink) ? 1 : 0;
  }

  private String row(Problem problem) {
    List<Runnable> timed =
        List.of(
            () -> sink += problem.objective(),
            () -> sink += problem.generated().value(),
            () -> sink += problem.byHand().value());
    run(timed, seconds / 3);
    List<List<Double>> times = run(timed, seconds * 2 / 3);
    double objective = median(times.get(0));
    double generated = median(times.get(1));
    double byHand = median(times.get(2));
    String error =
        problem.expectedGradient().length == 0
            ? "-"
            : "%.1e".formatted(problem.error(Problem.flatten(problem.generated().gradient())));
    return "%s | %.1f | %.1f | %.1f | %.2f | %.2f | %d | %d | %s"
        .formatted(
            problem.name(),
            objective,
            generated,
            byHand,
            generated / byHand,
            generated / objective,
            bytes(timed.get(1)),
            bytes(timed.get(2)),
            error);
  }

  /** Runs all turn by turn, each some times in a row; gives microseconds for one. */
  private static List<List<Double>> run(List<Runnable> all, double seconds) {
    List<List<Double>> times = new ArrayList<>();
    all.forEach(each -> times.add(new ArrayList<>()));
    int[] repeats = new int[all.size()];
    Arrays.fill(repeats, 1);
    long end = System.nanoTime() + (long) (seconds * 1e9);
    do {
      for (int i = 0; i < all.size(); i++) {
        long start = THREADS.getCurrentThreadCpuTime();
        for (int r = 0; r < repeats[i]; r++) {
          all.get(i).run();
        }
        double each = (THREADS.getCurrentThreadCpuTime() - start) / 1e3 / repeats[i];
        times.get(i).add(each);
        // Long enough for the clock, short enough for many turns.
        repeats[i] = (int) Math.max(1, Math.min(10_000, 500 / each));
      }
    } while (System.nanoTime() < end);
    return times;
  }

  private static double median(List<Double> times) {
    List<Double> sorted = new ArrayList<>(times);
    Collections.sort(sorted);
    return sorted.get(sorted.size() / 2);
  }

  private static long bytes(Runnable run) {
    long thread = Thread.currentThread().getId();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      long before = THREADS.getThreadAllocatedBytes(thread);
      run.run();
      least = Math.min(least, THREADS.getThreadAllocatedBytes(thread) - before);
    }
    return least;
  }
}
