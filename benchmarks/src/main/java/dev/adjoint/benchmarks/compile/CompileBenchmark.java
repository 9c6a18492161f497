package dev.adjoint.benchmarks.compile;

import com.google.auto.service.AutoService;
import dev.adjoint.benchmarks.Benchmark;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
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
      names = "--methods",
      split = ",",
      defaultValue = "1,10,50,200,1000",
      description = "Numbers of annotated methods (${DEFAULT-VALUE}).")
  private List<Integer> methods = List.of();

  @Option(
      names = "--runs",
      defaultValue = "7",
      description = "Runs of each kind, of which the median counts (${DEFAULT-VALUE}).")
  private int runs;

  @Option(
      names = "--warmup",
      defaultValue = "20",
      description = "Seconds of compiling before the first measurement (${DEFAULT-VALUE}).")
  private int warmup;

  @Option(names = "--cpu", description = "Count processor time of the compiler, not wall time.")
  private boolean cpu;

  /** Creates the command with its default settings. */
  public CompileBenchmark() {}

  @Override
  public Integer call() {
    if (spec == null) {
      throw new IllegalStateException("a command is run by its command line");
    }
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "Java %s, %s time, median of %d runs, milliseconds%n",
        Runtime.version(), cpu ? "CPU" : "wall", runs);
    InMemoryCompiler compiler = new InMemoryCompiler(cpu);
    warmUp(compiler);
    out.println(
        "methods | with | without | added | a method | generated sources | processor: "
            + Stage.titles()
            + " | generated lines");
    for (int count : methods) {
      out.println(row(compiler, count));
      out.flush();
    }
    return 0;
  }

  private void warmUp(InMemoryCompiler compiler) {
    Map<String, String> sources = SourceMaker.sources(50);
    long end = System.nanoTime() + warmup * 1_000_000_000L;
    do {
      Map<String, String> generated = compiler.compile(sources, true).generated();
      compiler.compile(sources, false);
      compiler.compile(SourceMaker.merge(sources, generated), false);
    } while (System.nanoTime() < end);
  }

  private String row(InMemoryCompiler compiler, int count) {
    Map<String, String> sources = SourceMaker.sources(count);
    Map<String, String> generated = compiler.compile(sources, true).generated();
    Map<String, String> all = SourceMaker.merge(sources, generated);
    List<Long> with = new ArrayList<>();
    List<Long> without = new ArrayList<>();
    List<Long> written = new ArrayList<>();
    for (int run = 0; run < runs; run++) {
      // In turns, so that what else the machine does hits all three alike.
      with.add(compiler.compile(sources, true).nanos());
      without.add(compiler.compile(sources, false).nanos());
      written.add(compiler.compile(all, false).nanos());
    }
    double total = median(with);
    double added = total - median(without);
    double ofGenerated = median(written) - median(without);
    Map<Stage, Double> shares = shares(compiler, sources);
    StringBuilder stages = new StringBuilder();
    for (Stage stage : Stage.values()) {
      stages.append(String.format(" %.0f", shares.get(stage) * (added - ofGenerated)));
    }
    long lines = generated.values().stream().flatMap(String::lines).count();
    return String.format(
        "%7d | %.0f | %.0f | %.0f | %.2f | %.0f | %.0f:%s | %d",
        count,
        total,
        median(without),
        added,
        added / count,
        ofGenerated,
        added - ofGenerated,
        stages,
        lines);
  }

  /** How the processor's own time divides among its stages, by samples of other runs. */
  private Map<Stage, Double> shares(InMemoryCompiler compiler, Map<String, String> sources) {
    Map<Stage, Double> shares = new EnumMap<>(Stage.class);
    try (StageSampler sampler = new StageSampler(Thread.currentThread())) {
      for (int run = 0; run < runs; run++) {
        compiler.compile(sources, true);
      }
      double all = Math.max(1, sampler.total());
      for (Stage stage : Stage.values()) {
        shares.put(stage, sampler.count(stage) / all);
      }
    }
    return shares;
  }

  private static double median(List<Long> nanos) {
    return nanos.stream().sorted().skip(nanos.size() / 2).findFirst().orElse(0L) / 1e6;
  }
}
