package dev.adjoint.samples;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Runs the sample that is named by the subcommand. */
@Command(name = "run", mixinStandardHelpOptions = true, description = "Runs a sample.")
final class RunCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    String names = Samples.all().stream().map(Sample::name).collect(Collectors.joining(" or "));
    throw Samples.missing(spec, "the name of a sample: " + names);
  }
}
