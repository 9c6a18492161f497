package dev.adjoint.samples;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * A system of the lectures that can be run by name.
 *
 * <p>A sample is one class with {@code @AutoService(Sample.class)} and {@code @Command}, which
 * gives its name and what it does in one line; options beside {@code --seed} and {@code --out} are
 * its own. A test of the same name followed by {@code Test} stands in the same package. Nothing
 * else has to know it.
 */
public abstract class Sample implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "What all random numbers depend on (default: ${DEFAULT-VALUE}).")
  private long seed = 1;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where to write pictures and other files (default: out/${COMMAND-NAME}).")
  private Optional<Path> out = Optional.empty();

  private List<Exhibit> exhibits = List.of();

  /** Creates a sample with its default settings. */
  protected Sample() {}

  /** The rows of the lectures' list that it covers, such as {@code A1}, in their order. */
  public abstract List<String> rows();

  /** The options of a run of a few seconds, for the tests; none by default. */
  public List<String> quick() {
    return List.of();
  }

  /** The options of the run that the gallery shows, minutes at the most; none by default. */
  public List<String> full() {
    return List.of();
  }

  /**
   * Runs the sample.
   *
   * @param report takes what it tells; for each of its rows a result and a picture or an excerpt
   * @throws IOException if a file is missing or broken, or cannot be written; the message says
   *     which and why
   */
  protected abstract void run(Report report) throws IOException;

  /** What all random numbers of a run depend on. */
  protected final long seed() {
    return seed;
  }

  /** The name by which it is run. */
  public final String name() {
    return CommandSpec.forAnnotatedObject(this).name();
  }

  /** What it does, in one line. */
  public final String description() {
    return String.join(" ", CommandSpec.forAnnotatedObject(this).usageMessage().description());
  }

  /** What the last run showed, in that order. */
  public final List<Exhibit> exhibits() {
    return exhibits;
  }

  @Override
  public final Integer call() throws IOException {
    if (spec == null) {
      throw new IllegalStateException("a sample is run by its command line");
    }
    Report report =
        new Report(spec.commandLine().getOut(), out.orElse(Path.of("out", spec.name())));
    run(report);
    exhibits = report.exhibits();
    return 0;
  }
}
