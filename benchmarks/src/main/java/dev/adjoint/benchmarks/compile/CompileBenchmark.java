package dev.adjoint.benchmarks.compile;

import com.google.auto.service.AutoService;
import dev.adjoint.benchmarks.Benchmark;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Measures what the processor adds to compilations in a warm compiler, as a build daemon has it.
 */
@AutoService(Benchmark.class)
@Command(
    name = "compile",
    description = "Measures what the processor adds to the time of a compilation.")
public final class CompileBenchmark implements Benchmark {
  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--kinds",
      split = ",",
      defaultValue = "scalars,arrays,tensors,mixed",
      description = "Kinds of methods (${DEFAULT-VALUE}).")
  private List<String> kinds = List.of();

  @Option(
      names = "--methods",
      split = ",",
      defaultValue = "10,50,200,1000",
      description = "Numbers of annotated methods (${DEFAULT-VALUE}).")
  private List<Integer> methods = List.of();

  @Option(
      names = "--runs",
      defaultValue = "5",
      description = "Runs of each kind, of which the median counts (${DEFAULT-VALUE}).")
  private int runs;

  @Option(
      names = "--warmup",
      defaultValue = "20",
      description = "Seconds of compiling before the first measurement (${DEFAULT-VALUE}).")
  private int warmup;

  /** As much as the processor takes for itself. */
  private static final long STACK = 256L << 20;

  /** Creates the command with its default settings. */
  public CompileBenchmark() {}

  @Override
  public Integer call() throws InterruptedException {
    if (spec == null) {
      throw new IllegalStateException("a command is run by its command line");
    }
    PrintWriter out = spec.commandLine().getOut();
    // As deep as the processor's own thread: what is measured is the thread that compiles.
    Thread thread = new Thread(null, () -> measure(out), "measured", STACK);
    AtomicReference<Throwable> failure = new AtomicReference<>();
    thread.setUncaughtExceptionHandler((dead, thrown) -> failure.set(thrown));
    thread.start();
    thread.join();
    if (failure.get() != null) {
      throw new IllegalStateException(failure.get());
    }
    return 0;
  }

  private void measure(PrintWriter out) {
    out.printf(
        "Java %s, milliseconds, medians of %d runs; the stages share the processor's own CPU time%n",
        Runtime.version(), runs);
    InMemoryCompiler compiler = new InMemoryCompiler();
    warmUp(compiler);
    out.println(
        "   kind | methods | wall: without | with | added | a method"
            + " | CPU: without | with | added | a method"
            + " | generated sources | processor: "
            + Stage.titles()
            + " | generated lines");
    for (String kind : kinds) {
      for (int count : methods) {
        out.println(row(compiler, kind, count));
        out.flush();
      }
    }
  }

  private void warmUp(InMemoryCompiler compiler) {
    long end = System.nanoTime() + warmup * 1_000_000_000L;
    do {
      for (String kind : kinds) {
        Map<String, String> sources = SourceMaker.sources(kind, 50);
        Map<String, String> generated = compiler.compile(sources, true).generated();
        compiler.compile(sources, false);
        compiler.compile(SourceMaker.merge(sources, generated), false);
      }
    } while (System.nanoTime() < end);
  }

  private String row(InMemoryCompiler compiler, String kind, int count) {
    Map<String, String> sources = SourceMaker.sources(kind, count);
    Map<String, String> generated = compiler.compile(sources, true).generated();
    Map<String, String> all = SourceMaker.merge(sources, generated);
    List<InMemoryCompiler.Result> with = new ArrayList<>();
    List<InMemoryCompiler.Result> without = new ArrayList<>();
    List<InMemoryCompiler.Result> written = new ArrayList<>();
    for (int run = 0; run < runs; run++) {
      // In turns, so that what else the machine does hits all three alike.
      with.add(compiler.compile(sources, true));
      without.add(compiler.compile(sources, false));
      written.add(compiler.compile(all, false));
    }
    double ofGenerated = cpu(written) - cpu(without);
    double own = cpu(with) - cpu(without) - ofGenerated;
    Map<Stage, Double> shares = shares(compiler, sources);
    StringBuilder stages = new StringBuilder();
    for (Stage stage : Stage.values()) {
      stages.append(String.format(" %.0f", shares.get(stage) * own));
    }
    long lines = generated.values().stream().flatMap(String::lines).count();
    return String.format("%7s | %7d", kind, count)
        + times(wall(with), wall(without), count)
        + times(cpu(with), cpu(without), count)
        + String.format(" | %.0f | %.0f:%s | %d", ofGenerated, own, stages, lines);
  }

  private static String times(double with, double without, int methods) {
    double added = with - without;
    return String.format(" | %4.0f | %4.0f | %4.0f | %.2f", without, with, added, added / methods);
  }

  /** How the processor's own time divides among its stages, by samples of other runs. */
  private Map<Stage, Double> shares(InMemoryCompiler compiler, Map<String, String> sources) {
    Map<Stage, Double> shares = new EnumMap<>(Stage.class);
    try (StageSampler sampler = new StageSampler(Thread.currentThread())) {
      for (int run = 0; run < (runs + 1) / 2; run++) {
        compiler.compile(sources, true);
      }
      double all = Math.max(1, sampler.total());
      for (Stage stage : Stage.values()) {
        shares.put(stage, sampler.count(stage) / all);
      }
    }
    return shares;
  }

  private static double wall(List<InMemoryCompiler.Result> results) {
    return median(results.stream().map(InMemoryCompiler.Result::wall).toList());
  }

  private static double cpu(List<InMemoryCompiler.Result> results) {
    return median(results.stream().map(InMemoryCompiler.Result::cpu).toList());
  }

  private static double median(List<Long> nanos) {
    return nanos.stream().sorted().skip(nanos.size() / 2).findFirst().orElse(0L) / 1e6;
  }
}
