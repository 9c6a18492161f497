package dev.adjoint.samples;

import dev.adjoint.samples.gallery.GalleryCommand;
import dev.adjoint.train.TrainingDivergedException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/**
 * The program: {@code list} shows the samples, {@code run} runs one of them, and {@code gallery}
 * keeps what they show.
 */
@Command(
    name = "adjoint-samples",
    mixinStandardHelpOptions = true,
    versionProvider = Samples.Version.class,
    description =
        "The systems of the lectures, differentiated by Adjoint while they were compiled.")
public final class Samples implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  private Samples() {}

  /** Runs the program and exits: 0 for success, 1 for a failed run, 2 for a wrong command line. */
  public static void main(String[] arguments) {
    setDefault("java.awt.headless", "true");
    // A line for a log record; the JDK's default is two.
    setDefault("java.util.logging.SimpleFormatter.format", "%4$s: %5$s%6$s%n");
    System.exit(commandLine().execute(arguments));
  }

  private static void setDefault(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  /** All samples in the order of the lectures. */
  static List<Sample> all() {
    List<Sample> samples = new ArrayList<>();
    ServiceLoader.load(Sample.class).forEach(samples::add);
    samples.sort(Comparator.comparing(Samples::place));
    return samples;
  }

  /** The first row of a sample so that D9 stands before D10. */
  private static String place(Sample sample) {
    String row = sample.rows().get(0);
    return "%s%3s %s".formatted(row.substring(0, 1), row.substring(1), sample.name());
  }

  /** The program as a command line, with a subcommand of {@code run} for each sample. */
  static CommandLine commandLine() {
    CommandLine run = new CommandLine(new RunCommand());
    for (Sample sample : all()) {
      CommandLine command = new CommandLine(sample);
      command.getCommandSpec().mixinStandardHelpOptions(true);
      run.addSubcommand(command);
    }
    return new CommandLine(new Samples())
        .addSubcommand(new ListCommand())
        .addSubcommand(run)
        .addSubcommand(new GalleryCommand(all()))
        .setExecutionExceptionHandler(Samples::report);
  }

  @Override
  public void run() {
    throw missing(spec, "a command: list, run or gallery");
  }

  static ParameterException missing(@Nullable CommandSpec spec, String expected) {
    if (spec == null) {
      throw new IllegalStateException("a command is run by its command line");
    }
    return new ParameterException(spec.commandLine(), "expected " + expected);
  }

  /** What a user can mend is one line; anything else is a defect and keeps its stack trace. */
  private static int report(Exception exception, CommandLine command, ParseResult result)
      throws Exception {
    if (exception instanceof IOException || exception instanceof TrainingDivergedException) {
      // The message of a FileSystemException is no more than the path.
      String message =
          exception instanceof FileSystemException ? exception.toString() : exception.getMessage();
      command.getErr().println(command.getColorScheme().errorText(message));
      return ExitCode.SOFTWARE;
    }
    throw exception;
  }

  /** The versions of the samples and of the Java runtime. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Samples.class.getPackage().getImplementationVersion();
      return new String[] {
        "Adjoint samples " + (version == null ? "(not packaged)" : version),
        "Java ${java.version} (${java.vendor})"
      };
    }
  }
}
