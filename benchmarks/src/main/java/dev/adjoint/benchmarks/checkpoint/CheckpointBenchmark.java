package dev.adjoint.benchmarks.checkpoint;

import com.google.auto.service.AutoService;
import com.sun.management.ThreadMXBean;
import dev.adjoint.benchmarks.Benchmark;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures what checkpoints save in memory, and what they cost in time. */
@AutoService(Benchmark.class)
@Command(
    name = "checkpoint",
    description = "Measures memory and time of the gradient of a long loop with @Checkpoint.")
public final class CheckpointBenchmark implements Benchmark {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** How close the smallest heap is found. */
  private static final double CLOSE = 1.05;

  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--cells", defaultValue = "200", description = "Cells (${DEFAULT-VALUE}).")
  private int cells;

  @Option(
      names = "--steps",
      split = ",",
      defaultValue = "1000,10000,100000",
      description = "Numbers of steps (${DEFAULT-VALUE}).")
  private List<Integer> steps = List.of();

  @Option(
      names = "--runs",
      defaultValue = "7",
      description = "Runs whose median is the time (${DEFAULT-VALUE}).")
  private int runs;

  @Nullable private Object alive;

  /** Creates the command with its default settings. */
  public CheckpointBenchmark() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (spec == null) {
      throw new IllegalStateException("a command is run by its command line");
    }
    PrintWriter out = spec.commandLine().getOut();
    out.printf("Java %s, %d cells%n", Runtime.version(), cells);
    out.println("steps | way | pullback keeps, KB | smallest heap, MB | CPU time, ms");
    for (int count : steps) {
      for (Way way : Way.values()) {
        String kept = way == Way.VALUE ? "-" : Long.toString(kept(way, count) / 1000);
        out.printf(
            "%d | %s | %s | %.1f | %.1f%n",
            count, way.title(), kept, smallestHeap(way, count) / 1e6, time(way, count));
        out.flush();
      }
    }
    return 0;
  }

  /** What the heap loses when a pullback is let go, after full collections before and after. */
  long kept(Way way, int count) {
    alive = way.pullback(Way.start(cells), count);
    long with = used();
    alive = null;
    return with - used();
  }

  private static long used() {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 4; i++) {
      System.gc();
      least = Math.min(least, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }
    return least;
  }

  /** The least -Xmx with which a process of its own computes one gradient, by bisection. */
  private double smallestHeap(Way way, int count) throws IOException, InterruptedException {
    double fails = 1 << 20;
    double works = 4L << 20;
    while (!runs(way, count, works)) {
      fails = works;
      works *= 2;
    }
    while (works / fails > CLOSE) {
      double middle = Math.sqrt(works * fails);
      if (runs(way, count, middle)) {
        works = middle;
      } else {
        fails = middle;
      }
    }
    return works;
  }

  private boolean runs(Way way, int count, double heap) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx" + (long) heap / 1024 + "k",
                "-cp",
                System.getProperty("java.class.path"),
                Way.class.getName(),
                way.name(),
                Integer.toString(cells),
                Integer.toString(count))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return process.waitFor() == 0;
  }

  /** The median of the milliseconds of CPU time of one gradient. */
  private double time(Way way, int count) {
    List<Double> times = new ArrayList<>();
    for (int i = 0; i < runs + 3; i++) {
      long start = THREADS.getCurrentThreadCpuTime();
      alive = way.gradient(Way.start(cells), count);
      times.add((THREADS.getCurrentThreadCpuTime() - start) / 1e6);
    }
    alive = null;
    // The first ones are compiled while they run.
    List<Double> warm = times.subList(3, times.size());
    Collections.sort(warm);
    return warm.get(warm.size() / 2);
  }
}
