package dev.adjoint.samples.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.samples.CommandRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs samples from their command line. */
public final class Quick {
  private Quick() {}

  /** What a run says in which everything that was to be seen is seen. */
  public static String run(Path directory, String name, String... options) {
    List<String> arguments = new ArrayList<>(List.of("run", name, "--out", directory.toString()));
    arguments.addAll(List.of(options));
    CommandRun run = CommandRun.of(arguments.toArray());
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).doesNotContain("(missed)");
    return run.out();
  }
}
