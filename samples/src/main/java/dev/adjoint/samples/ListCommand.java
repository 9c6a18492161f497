package dev.adjoint.samples;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows the samples. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Lists the samples with the rows of the lectures that they cover.")
final class ListCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    if (spec == null) {
      throw new IllegalStateException("a command is run by its command line");
    }
    PrintWriter out = spec.commandLine().getOut();
    for (Sample sample : Samples.all()) {
      String rows = String.join(" ", sample.rows());
      out.printf("%-16s %-12s %s%n", sample.name(), rows, sample.description());
    }
  }
}
