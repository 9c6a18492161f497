package dev.adjoint.samples;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;

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
   * The text of a generated class; a sentence that tells how to get it where it is not there.
   *
   * @throws IOException if the file cannot be read
   */
  public static String textOf(Class<?> generated) throws IOException {
    Optional<Path> file = find(generated);
    return file.isPresent() ? Files.readString(file.get()) : of(generated);
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
