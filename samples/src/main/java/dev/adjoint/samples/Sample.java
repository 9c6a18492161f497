package dev.adjoint.samples;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * A system of the lectures that can be run by name.
 *
 * <p>A sample is one class with {@code @AutoService(Sample.class)} and {@code @Command}, which
 * gives its name and what it does in one line; its options are its own. Nothing else has to know
 * it.
 */
public abstract class Sample implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  /** Creates a sample with its default settings. */
  protected Sample() {}

  /** The rows of the lectures' list that it covers, such as {@code A1-A4}. */
  public abstract String lectures();

  /** The options of a run of a few seconds, for the tests; none by default. */
  public List<String> quick() {
    return List.of();
  }

  /**
   * Runs the sample.
   *
   * @param out where it reports
   * @throws IOException if a file is missing or broken, or cannot be written; the message says
   *     which and why
   */
  protected abstract void run(PrintWriter out) throws IOException;

  @Override
  public final Integer call() throws IOException {
    if (spec == null) {
      throw new IllegalStateException("a sample is run by its command line");
    }
    run(spec.commandLine().getOut());
    return 0;
  }
}
