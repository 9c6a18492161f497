package dev.adjoint.integration.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.integration.Compilation;
import dev.adjoint.integration.Compiler;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import org.junit.jupiter.api.Test;

/**
 * The sources of other tests, and random programs, with tokens dropped, doubled, swapped, renamed
 * and exchanged: javac must not fail, generated code must compile, and what is wrong with the
 * source itself is javac's to say.
 */
class OddSourcesTest {
  /** What javac says of paths through a method. */
  private static final Pattern FLOW =
      Pattern.compile("compiler\\.err\\.(missing\\.ret|unreachable|var\\.might|unreported)");

  private static final int SOURCES = Integer.getInteger("adjoint.odd", 250);
  private static final long SEED = Long.getLong("adjoint.seed", 1);

  private record Source(String name, String text) {}

  @Test
  void oddSourcesNeverBreakTheProcessor() throws IOException, URISyntaxException {
    List<Source> sources = sources();
    List<String> wrong = new ArrayList<>();
    TreeMap<String, Integer> counts = new TreeMap<>();
    for (int i = 0; i < SOURCES; i++) {
      Source source = sources.get((int) Math.floorMod(SEED + i, (long) sources.size()));
      String text = OddSource.of(source.text(), SEED + i);
      String found = check(source.name(), text, counts);
      if (!found.isEmpty()) {
        wrong.add("-Dadjoint.odd=1 -Dadjoint.seed=" + (SEED + i) + ": " + found + "\n" + text);
      }
    }
    System.out.println(SOURCES + " odd sources: " + counts);
    assertThat(wrong).isEmpty();
    assertThat(counts.keySet()).isNotEmpty();
  }

  /** What is wrong, if something is. */
  private static String check(String name, String text, TreeMap<String, Integer> counts) {
    Compilation compilation;
    try {
      compilation = Compiler.compile(name, text);
    } catch (RuntimeException | StackOverflowError | AssertionError e) {
      return "javac failed: " + e;
    }
    for (Diagnostic<?> diagnostic : compilation.diagnostics()) {
      String message = diagnostic.getMessage(Locale.ENGLISH);
      if (message.contains("[ADJ-TOOL-02]")) {
        return message;
      } else if (isGenerated(diagnostic, compilation) && !isExcused(diagnostic, compilation)) {
        return "in generated code: " + compilation.describe();
      }
    }
    List<String> lines = text.lines().toList();
    Set<String> own = javacErrors(compilation, lines);
    Compilation alone = Compiler.compilePlainly(name, text);
    Set<String> plain = javacErrors(alone, lines);
    boolean isRefused = compilation.diagnostics().stream().anyMatch(OddSourcesTest::isRefusal);
    counts.merge(
        plain.isEmpty() ? isRefused ? "refused" : "differentiated" : isRefused ? "both" : "invalid",
        1,
        Integer::sum);
    // Errors of the processor end a compilation before javac looks into bodies.
    // The rounds of a processor let javac look further into a source that is wrong anyway.
    boolean looksFurther = !plain.isEmpty() && own.containsAll(plain);
    // Without the classes that the processor writes javac does not come to follow the flow.
    if (plain.isEmpty() && alone.diagnostics().stream().anyMatch(OddSourcesTest::isError)) {
      own.removeIf(error -> FLOW.matcher(error).lookingAt());
    }
    boolean agrees = looksFurther || (isRefused ? plain.containsAll(own) : own.equals(plain));
    return agrees ? "" : "javac says " + own + ", but without the processor " + plain;
  }

  private static boolean isError(Diagnostic<?> diagnostic) {
    return diagnostic.getKind() == Diagnostic.Kind.ERROR;
  }

  private static boolean isRefusal(Diagnostic<?> diagnostic) {
    return diagnostic.getKind() == Diagnostic.Kind.ERROR
        && diagnostic.getMessage(Locale.ENGLISH).contains("[ADJ-");
  }

  private static boolean isGenerated(Diagnostic<?> diagnostic, Compilation compilation) {
    return diagnostic.getSource() != null
        && compilation.generated().containsValue(diagnostic.getSource().toString());
  }

  /**
   * Generated code must name a class that is not its file's first, and a missing return is found
   * only after it was written.
   */
  private static boolean isExcused(Diagnostic<?> diagnostic, Compilation compilation) {
    return diagnostic.getCode().contains("auxiliary.class.accessed")
        || compilation.diagnostics().stream()
            .anyMatch(other -> other.getCode().equals("compiler.err.missing.ret.stmt"));
  }

  private static Set<String> javacErrors(Compilation compilation, List<String> lines) {
    Set<String> result = new TreeSet<>();
    for (Diagnostic<?> diagnostic : compilation.diagnostics()) {
      if (diagnostic.getKind() == Diagnostic.Kind.ERROR
          && !diagnostic.getMessage(Locale.ENGLISH).contains("[ADJ-")
          && !isAboutGenerated(diagnostic, lines)) {
        result.add(diagnostic.getCode() + ":" + diagnostic.getLineNumber());
      }
    }
    return result;
  }

  /** Whether something is not found that without the processor is never there. */
  private static boolean isAboutGenerated(Diagnostic<?> diagnostic, List<String> lines) {
    long line = diagnostic.getLineNumber();
    return diagnostic.getCode().startsWith("compiler.err.cant.resolve")
        && line >= 1
        && line <= lines.size()
        && lines.get((int) line - 1).contains("Grad.");
  }

  private static List<Source> sources() throws IOException, URISyntaxException {
    List<Source> result = new ArrayList<>();
    for (String folder : List.of("/golden", "/refused")) {
      Path path = Path.of(Objects.requireNonNull(OddSourcesTest.class.getResource(folder)).toURI());
      try (Stream<Path> files = Files.list(path)) {
        for (Path file : files.filter(f -> f.toString().endsWith(".java")).sorted().toList()) {
          String name = String.valueOf(file.getFileName()).replace(".java", "");
          result.add(new Source(name, Files.readString(file)));
        }
      }
    }
    for (int seed = 1; seed <= 40; seed++) {
      Program program = ProgramWriter.write(seed);
      String text = Printer.print(program, "P0");
      if (Support.SOURCES.types(text).isEmpty()) {
        result.add(new Source("fuzz.P0", text));
      }
    }
    return result;
  }
}
