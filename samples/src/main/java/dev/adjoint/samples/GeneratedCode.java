package dev.adjoint.samples;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Where a person can read the code that Adjoint wrote. */
public final class GeneratedCode {
  private GeneratedCode() {}

  /** The source file of a generated class, or how to get it. */
  public static String of(Class<?> generated) {
    return find(generated)
        .map(GeneratedCode::shortened)
        .orElseGet(
            () ->
                "%s.java is not beside this program; \"mvn package\" leaves it in"
                        .formatted(generated.getSimpleName())
                    + " samples/target/generated-sources/annotations");
  }

  /**
   * A public or package-private method of a generated class, with its closing brace, if the source
   * is beside this program.
   *
   * @throws IOException if the source cannot be read
   * @throws IllegalArgumentException if it has no such method
   */
  public static Optional<String> method(Class<?> generated, String name) throws IOException {
    Optional<Path> file = find(generated);
    if (file.isEmpty()) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(file.get());
    String start = "  (public )?static \\S.* " + name + "\\(.*";
    int first =
        IntStream.range(0, lines.size())
            .filter(i -> lines.get(i).matches(start))
            .findFirst()
            .orElseThrow(
                () -> new IllegalArgumentException(file.get() + ": no method \"" + name + "\""));
    int last = first;
    while (!lines.get(last).equals("  }")) {
      last++;
    }
    return Optional.of(String.join("\n", lines.subList(first, last + 1)).stripIndent());
  }

  /** The build leaves the sources in a directory beside the classes and the jar. */
  private static Optional<Path> find(Class<?> generated) {
    CodeSource program = generated.getProtectionDomain().getCodeSource();
    if (program == null) {
      return Optional.empty();
    }
    Path file =
        Path.of(URI.create(program.getLocation().toString()))
            .resolveSibling("generated-sources/annotations")
            .resolve(generated.getName().replace('.', '/') + ".java");
    return Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
  }

  /** Relative to the working directory if it is below. */
  private static String shortened(Path file) {
    Path here = Path.of("").toAbsolutePath();
    return (file.startsWith(here) ? here.relativize(file) : file).toString();
  }
}
