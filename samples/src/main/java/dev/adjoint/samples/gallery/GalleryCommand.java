package dev.adjoint.samples.gallery;

import dev.adjoint.io.AtomicFile;
import dev.adjoint.samples.Sample;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs samples, keeps what they show, and writes the gallery from all that is kept. */
@Command(
    name = "gallery",
    mixinStandardHelpOptions = true,
    description = "Runs all samples, or those that are named, and rewrites the gallery.")
public final class GalleryCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      paramLabel = "NAME",
      arity = "0..*",
      description = "Samples to run; the others keep their records (default: all).")
  private List<String> names = new ArrayList<>();

  @Option(
      names = "--docs",
      paramLabel = "DIR",
      description = "Where gallery.md stands (default: ${DEFAULT-VALUE}).")
  private Path docs = Path.of("docs");

  @Option(names = "--page-only", description = "Run nothing, and write the page from the records.")
  private boolean pageOnly;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Run the named samples on all of Fashion-MNIST, and record these results, too.")
  private Optional<Path> data = Optional.empty();

  private final List<Sample> samples;

  /** The command for some samples. */
  public GalleryCommand(List<Sample> samples) {
    this.samples = List.copyOf(samples);
  }

  @Override
  public Integer call() throws IOException {
    if (spec == null) {
      throw new IllegalStateException("a command is run by its command line");
    }
    requireNames(spec);
    if (data.isPresent() && names.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "--data: expected names of samples that take it");
    }
    if (!Files.isDirectory(docs)) {
      throw new IOException(docs + ": no such directory, expected the one of gallery.md");
    }
    Records records = new Records(docs.resolve("gallery"));
    PrintWriter out = spec.commandLine().getOut();
    for (Sample sample : samples) {
      if (!pageOnly && (names.isEmpty() || names.contains(sample.name()))) {
        out.printf("--- %s%n", sample.name());
        if (!record(sample, records, spec.commandLine())) {
          return ExitCode.SOFTWARE;
        }
      }
    }
    Path page = docs.resolve("gallery.md");
    AtomicFile.writeText(page, GalleryPage.of(samples, records));
    out.printf("the gallery: %s%n", page);
    return ExitCode.OK;
  }

  private void requireNames(CommandSpec command) {
    List<String> known = samples.stream().map(Sample::name).toList();
    for (String name : names) {
      if (!known.contains(name)) {
        throw new ParameterException(
            command.commandLine(),
            "\"%s\" found, expected the name of a sample: %s"
                .formatted(name, String.join(" or ", known)));
      }
    }
  }

  private boolean record(Sample sample, Records records, CommandLine here) throws IOException {
    Path directory = Path.of("out", "gallery", sample.name());
    List<String> arguments = new ArrayList<>(sample.full());
    data.ifPresent(folder -> arguments.addAll(List.of("--data", folder.toString())));
    arguments.addAll(List.of("--out", directory.toString()));
    int exitCode =
        new CommandLine(sample)
            .setOut(here.getOut())
            .setErr(here.getErr())
            .setExecutionExceptionHandler(here.getExecutionExceptionHandler())
            .execute(arguments.toArray(String[]::new));
    if (exitCode == ExitCode.OK && data.isPresent()) {
      records.writeFull(sample.name(), sample.exhibits());
    } else if (exitCode == ExitCode.OK) {
      records.write(sample.name(), sample.exhibits(), directory);
    }
    return exitCode == ExitCode.OK;
  }
}
