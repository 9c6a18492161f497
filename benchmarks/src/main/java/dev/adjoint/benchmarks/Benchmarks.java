package dev.adjoint.benchmarks;

import java.util.Arrays;
import java.util.Comparator;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program: a subcommand for each {@link Benchmark}, and {@code jmh} for the kernels. */
@Command(
    name = "adjoint-benchmarks",
    mixinStandardHelpOptions = true,
    description = "Measures Adjoint; \"jmh\" hands its arguments to JMH.")
public final class Benchmarks implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  private Benchmarks() {}

  /** Runs the program and exits: 0 for success, 1 for a failed run, 2 for a wrong command line. */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length > 0 && arguments[0].equals("jmh")) {
      org.openjdk.jmh.Main.main(Arrays.copyOfRange(arguments, 1, arguments.length));
      return;
    }
    System.exit(commandLine().execute(arguments));
  }

  /** The program as a command line. */
  public static CommandLine commandLine() {
    CommandLine result = new CommandLine(new Benchmarks());
    ServiceLoader.load(Benchmark.class).stream()
        .map(ServiceLoader.Provider::get)
        .map(CommandLine::new)
        .sorted(Comparator.comparing(CommandLine::getCommandName))
        .forEach(
            command -> {
              command.getCommandSpec().mixinStandardHelpOptions(true);
              result.addSubcommand(command);
            });
    return result;
  }

  @Override
  public void run() {
    if (spec == null) {
      throw new IllegalStateException("a command is run by its command line");
    }
    throw new ParameterException(spec.commandLine(), "expected the name of a benchmark, or jmh");
  }
}
